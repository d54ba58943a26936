"""The addresses of the directory. They are stable: other people's links rely on them."""

from django.urls import include, path

from providers.views import area, clicks, home, location, places, report, results

urlpatterns = [
    path("providers/", results.results, name="results"),
    path("", home.home, name="home"),
    path("providers/<int:location_id>/", location.location),
    path("providers/<int:location_id>-/", location.location),
    path("providers/<int:location_id>-<str:slug>/", location.location, name="location"),
    path("providers/<int:location_id>/report/", report.report, name="report"),
    path("providers/<int:location_id>/report/<str:token>/", report.reported, name="reported"),
    path("providers/<int:location_id>/call/", clicks.call, name="call"),
    path("providers/<int:location_id>/website/", clicks.website, name="website"),
    path("places/", places.places, name="places"),
    path("api/v1/", include("providers.api.urls")),
    path("", include("providers.staff_urls")),
    path("tms/<str:state>/", area.state, name="state"),
    path("tms/<str:state>/<str:city_slug>/", area.city, name="city"),
]
