"""Addresses of the demo's page of mails, which no other site has."""

from django.urls import path

from mail import views

urlpatterns = [
    path("", views.messages, name="demo-mail"),
    path("<int:message_id>/", views.message, name="demo-message"),
    path("<int:message_id>.eml", views.message_file, name="demo-message-file"),
]
