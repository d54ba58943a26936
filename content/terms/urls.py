"""The addresses of every vocabulary, such as /conditions/, and its terms, such as /conditions/ocd/."""

from django.urls import path

from content.terms import views
from content.terms.addresses import PAGES

urlpatterns = [
    *(
        path(f"{pages.path}/", views.vocabulary, {"vocabulary": name}, name=f"terms-{name}")
        for name, pages in PAGES.items()
    ),
    *(
        path(f"{pages.path}/<str:slug>/", views.term, {"vocabulary": name}, name=f"term-{name}")
        for name, pages in PAGES.items()
    ),
]
