"""Results of a search, the pages of states and cities, and the home page."""

from django.urls import include, path

from providers.results import area_views, home_views, views

urlpatterns = [
    path("providers/", views.results, name="results"),
    path("", home_views.home, name="home"),
    path("api/v1/", include("providers.results.api.urls")),
    path("tms/<str:state>/", area_views.state, name="state"),
    path("tms/<str:state>/<str:city_slug>/", area_views.city, name="city"),
]
