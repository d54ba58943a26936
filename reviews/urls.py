"""Every address of reviews."""

from django.urls import URLPattern, URLResolver

from reviews import moderation_urls, writing_urls

urlpatterns: list[URLPattern | URLResolver] = [*writing_urls.urlpatterns, *moderation_urls.urlpatterns]
