"""The address of the glossary."""

from django.urls import path

from content.views import glossary

urlpatterns = [
    path("glossary/", glossary.glossary, name="glossary"),
]
