"""Lists on pages for staff: one page of the rows, and the filters of the admins' lists."""

from typing import Any

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

PAGE_SIZE = 20


def page_of(request: HttpRequest, rows: QuerySet[Any] | list[Any], size: int = PAGE_SIZE) -> Page[Any]:
    """The page of `rows` that the address asks for; the nearest one if there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


class Choice(django_filters.ChoiceFilter):
    """One of a few values. An unknown one filters nothing; the form says so beside the field."""

    def __init__(self, label: str, choices: Any, **options: Any) -> None:
        unknown = {"invalid_choice": "We don’t know this choice, so it was ignored."}
        super().__init__(label=label, choices=choices, error_messages=unknown, **options)


class ListFilter(django_filters.FilterSet):
    """Filters of a list. A filter with `initial` starts with that value."""

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Any]) -> None:
        data = data.copy()
        for name, each in self.base_filters.items():
            if not data.get(name) and "initial" in each.extra:
                data[name] = each.extra["initial"]
        super().__init__(data, queryset=queryset)

    @property
    def is_narrowed(self) -> bool:
        """Whether something other than the usual list was chosen."""
        self.form.is_valid()
        chosen = self.form.cleaned_data.items()
        return any(value and value != self.filters[name].extra.get("initial") for name, value in chosen)

    @property
    def query(self) -> str:
        """What links to other pages of the list must keep, such as "&state=open"."""
        chosen = {name: self.data[name] for name in self.filters if self.data.get(name)}
        return f"&{urlencode(chosen)}" if chosen else ""
