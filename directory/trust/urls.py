"""The addresses of the trust pages, of what programs look for, and of the operator's checklist."""

from django.urls import path

from directory.trust import staff_views, views, well_known

urlpatterns = [
    path("about/", views.about, name="about"),
    path("contact/", views.contact, name="contact"),
    path("terms/", views.terms, name="terms"),
    path("medical-disclaimer/", views.medical_disclaimer, name="medical-disclaimer"),
    path("privacy/", views.privacy, name="privacy"),
    path("health-data-privacy/", views.health_data_privacy, name="health-data-privacy"),
    path("minors/", views.minors, name="minors"),
    path("takedown/", views.takedown, name="takedown"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path(".well-known/security.txt", well_known.security_txt, name="security-txt"),
    path(".well-known/change-password", well_known.change_password, name="well-known-change-password"),
    path("staff/site/", staff_views.checklist, name="site-checklist"),
    path("staff/site/details/", staff_views.details, name="site-details"),
]
