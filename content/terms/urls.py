"""The addresses of the vocabularies: /conditions/, /conditions/ocd/, and so for each."""

from django.urls import path

from content.terms import views as terms
from content.terms.addresses import PAGES

urlpatterns = [
    *(
        path(f"{pages.path}/", terms.vocabulary, {"vocabulary": name}, name=f"terms-{name}")
        for name, pages in PAGES.items()
    ),
    *(
        path(f"{pages.path}/<str:slug>/", terms.term, {"vocabulary": name}, name=f"term-{name}")
        for name, pages in PAGES.items()
    ),
]
