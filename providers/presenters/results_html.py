"""The main part of a page of results as HTML, made of stencils: most of it is the same on every page.

The templates in templates/providers/results/ are its only source. Each is rendered once with marks for what a
search puts there; what only some pages have (a question about the place, help where nothing matches) is
rendered for the page.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from providers.presenters.question import QuestionForm
from providers.presenters.stencil import Stencil, hole

if TYPE_CHECKING:
    from providers.presenters.results import Link, Pagination, ResultsPage

NOTHING = SafeString()
_FORM_HOLES = ("action", "hidden", "near", "hint", "name", "radius_options")
_ANSWER_HOLES = ("notes", "active", "filters_label", "sorts", "zero", "cards", "unconfirmed", "pagination")
_PAGE_HOLES = ("heading", "summary", "facets", *_ANSWER_HOLES)


def main_part(page: "ResultsPage") -> SafeString:
    """Everything below the header: heading, question, answer."""
    form = page.form
    has_notes = page.unknown_place or page.notices or page.ambiguity
    return _frame(form.hint_id).fill(
        {
            "heading": page.heading,
            "summary": page.summary,
            "facets": page.facets,
            "form.action": form.action,
            "form.hidden": _hidden(form.hidden),
            "form.near": form.near,
            "form.hint": form.hint,
            "form.name": form.name,
            "form.radius_options": _radius_options(form),
            "notes": _rendered("notes", page) if has_notes else NOTHING,
            "active": _active(page) if page.active else NOTHING,
            "filters_label": page.filters_label,
            "sorts": _sorts(page.sorts) if page.sorts else NOTHING,
            "zero": _rendered("zero", page) if page.zero else NOTHING,
            "cards": _cards(page) if page.cards else NOTHING,
            "unconfirmed": _rendered("unconfirmed", page) if page.unconfirmed else NOTHING,
            "pagination": _pagination(page.pagination) if page.pagination else NOTHING,
        }
    )


@cache
def _frame(hint_id: str) -> Stencil:
    form = {name: hole(f"form.{name}") for name in _FORM_HOLES}
    page = {name: hole(name) for name in _PAGE_HOLES}
    return _stencil("main", {"page": page | {"form": form | {"hint_id": hint_id}}})


def _stencil(name: str, context: Mapping[str, object]) -> Stencil:
    return Stencil.from_template(f"providers/results/{name}.html", (), context)


def _rendered(name: str, page: "ResultsPage") -> SafeString:
    return render_to_string(f"providers/results/{name}.html", {"page": page})


def _hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    return _joined(_hidden_field().fill({"name": name, "value": value}) for name, value in pairs)


@cache
def _hidden_field() -> Stencil:
    return _stencil("hidden_field", {"name": hole("name"), "value": hole("value")})


def _radius_options(form: QuestionForm) -> SafeString:
    return _rendered_radii(form.radii)


@lru_cache(maxsize=64)  # the usual radii; anybody can ask for another one
def _rendered_radii(radii: tuple) -> SafeString:
    return render_to_string("providers/results/radius_options.html", {"radii": radii})


def _active(page: "ResultsPage") -> SafeString:
    chips = _joined(_chip().fill({"label": link.label, "url": link.url}) for link in page.active)
    return _active_frame().fill({"chips": chips, "clear_url": page.clear_url})


@cache
def _active_frame() -> Stencil:
    return _stencil("active_filters", {"chips": hole("chips"), "clear_url": hole("clear_url")})


@cache
def _chip() -> Stencil:
    return _stencil("chip", {"filter": {"label": hole("label"), "url": hole("url")}})


def _sorts(sorts: tuple["Link", ...]) -> SafeString:
    stencil = _sorts_frame(tuple((link.label, link.is_current) for link in sorts))
    return stencil.fill({link.label: link.url for link in sorts})


@cache
def _sorts_frame(sorts: tuple[tuple[str, bool], ...]) -> Stencil:
    links = [{"label": label, "url": hole(label), "is_current": is_current} for label, is_current in sorts]
    return _stencil("sorts", {"sorts": links})


def _cards(page: "ResultsPage") -> SafeString:
    values = {"cards": page.cards, "first_number": page.first_number}
    return _cards_frame(page.has_distances).fill(values)


@cache
def _cards_frame(has_distances: bool) -> Stencil:
    page = {"cards": hole("cards"), "first_number": hole("first_number"), "has_distances": has_distances}
    return _stencil("cards", {"page": page})


def _pagination(pagination: "Pagination") -> SafeString:
    stencil = _pagination_frame(bool(pagination.previous_url), bool(pagination.next_url))
    return stencil.fill(
        {
            "text": pagination.text,
            "previous_url": pagination.previous_url,
            "next_url": pagination.next_url,
        }
    )


@cache
def _pagination_frame(has_previous: bool, has_next: bool) -> Stencil:
    urls = {
        "previous_url": hole("previous_url") if has_previous else "",
        "next_url": hole("next_url") if has_next else "",
    }
    return _stencil("pagination", {"pagination": {"text": hole("text"), **urls}})


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))  # each is a filled stencil
