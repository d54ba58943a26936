"""The operator's pages about guides."""

from django.urls import path

from content.publishing import views

urlpatterns = [
    path("staff/guides/", views.overview, name="staff-guides"),
    path("staff/guides/publish/", views.publish_all, name="publish-guides"),
    path("staff/guides/<int:guideversion_id>/review/", views.review, name="guide-review"),
    path("staff/guides/people/", views.people, name="staff-guide-people"),
    path("staff/guides/people/add/", views.add_person, name="add-guide-person"),
    path("staff/guides/people/<int:person_id>/", views.edit_person, name="edit-guide-person"),
]
