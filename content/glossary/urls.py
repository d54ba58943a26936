"""The address of the glossary."""

from django.urls import path

from content.glossary import views as glossary

urlpatterns = [
    path("glossary/", glossary.glossary, name="glossary"),
]
