"""The page of a location and its pictures."""

from django.urls import path

from providers.listing import photo_views, views

urlpatterns = [
    path("providers/<int:location_id>/", views.location),
    path("providers/<int:location_id>-/", views.location),
    path("providers/<int:location_id>-<str:slug>/", views.location, name="location"),
    path("photos/<str:key>-<int:size>.jpg", photo_views.photo, name="photo"),
]
