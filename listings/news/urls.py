"""Addresses of the queue of what is new."""

from django.urls import path

from listings.news import views

urlpatterns = [
    path("staff/new/", views.news, name="news"),
    path("staff/new/<int:newitem_id>/", views.decide_item, name="decide-news"),
]
