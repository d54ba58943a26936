"""Every address of reviews."""

from django.urls import URLPattern, URLResolver

from reviews.moderation import urls as moderation_urls
from reviews.writing import urls as writing_urls

urlpatterns: list[URLPattern | URLResolver] = [*writing_urls.urlpatterns, *moderation_urls.urlpatterns]
