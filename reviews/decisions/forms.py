"""Searching and filtering the log."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from listings.lists import Choice, ListFilter
from providers.models import Location
from reviews.models import Decision, Subject
from reviews.queues.filters import Words


class LogWords(Words):
    """Also lines about a location, or by a moderator, of that name: the log refers to both by number only."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        text = " ".join((value or "").replace("\0", " ").split())
        if not text:
            return qs
        # Words that are a place's or a person's name as a whole; otherwise each word by itself.
        named = Q(location__in=Location.objects.filter(name__icontains=text).values("pk"))
        people = User.objects.filter(Q(name__icontains=text) | Q(email__icontains=text))
        by_words = super().filter(qs, value).values("pk")
        return qs.filter(named | Q(moderator__in=people.values("pk")) | Q(pk__in=by_words))


class LogFilter(ListFilter):
    """What the log is filtered by."""

    q = LogWords("note", ids=("review", "subject_id"))
    subject = Choice("About", Subject.choices, empty_label="All")
    action = Choice("Decision", Decision.Action.choices, empty_label="All")
