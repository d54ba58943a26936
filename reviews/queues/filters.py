"""Searching and filtering the lists of moderators. What is searched are texts and places, never a score."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from listings.lists import ListFilter

MAX_LENGTH = 100


class Words(django_filters.CharFilter):
    """Rows in which each word is in one of `fields`; a number also finds the row, or the review, of that
    id."""

    def __init__(self, *fields: str, ids: tuple[str, ...] = ("pk",), **options: Any) -> None:
        self.fields, self.ids = fields, ids
        widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        super().__init__(label="Words or number", max_length=MAX_LENGTH, widget=widget, **options)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in (value or "").replace("\0", " ").split():
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__icontains": word})
            if word.isascii() and word.isdigit() and len(word) <= 18:
                for name in self.ids:
                    found |= Q(**{name: int(word)})
            qs = qs.filter(found)
        return qs


class ItemFilter(ListFilter):
    """For the queues of rows that have a review."""

    q = Words("review__text", "review__location__name", "review__location__city", ids=("pk", "review"))
