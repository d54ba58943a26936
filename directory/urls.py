"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from directory import health, search_engines, views
from directory.demo import page as demo_page
from directory.search_engines import SITEMAPS

urlpatterns = [
    path("", include("providers.urls")),
    path("", include("places.urls")),
    path("", include("listings.urls")),
    path("about-the-data/", views.about_data, name="about-data"),
    path("", include("directory.trust.urls")),
    path("", include("directory.health_data.urls")),
    path("robots.txt", search_engines.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    *(
        path(
            f"sitemap-{section}.xml",
            search_engines.sitemap,
            {"sitemaps": SITEMAPS, "section": section},
            name="sitemap-section",
        )
        for section in SITEMAPS
    ),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("accounts/", include("accounts.urls")),
    path("demo/", demo_page.demo, name="demo"),
    path("demo/mail/", include("mail.urls")),
    path("admin/", admin.site.urls),
    path("", include("content.urls")),
    path("", include("reviews.urls")),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
