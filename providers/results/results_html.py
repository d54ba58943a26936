"""A page of results as HTML, made of stencils: most of it is the same on every page.

The templates are its only source: those in templates/providers/results/. Each is rendered
once with marks for what a search puts there; what only some pages have (a question about the place) is
rendered for the page. The frame is rendered without a request, so nothing of one visitor can reach another.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from providers.demo.presence import shows_demo_data
from providers.results.question import QuestionForm
from providers.results.zero import ZeroHelp
from providers.web.stencil import Stencil, as_ascii, hole

if TYPE_CHECKING:
    from providers.results.results import Link, Pagination, ResultsPage, Unconfirmed

NOTHING = SafeString()
_FORM_HOLES = ("action", "hidden", "near", "hint", "name", "radius_options")
_ANSWER_HOLES = ("notes", "active", "filters_label", "sorts", "zero", "cards", "unconfirmed", "pagination")
_NEAREST_HOLES = ("name", "url", "where", "wider_label", "wider_url")
_PAGE_HOLES = ("heading", "summary", "facets", *_ANSWER_HOLES)


def document(page: "ResultsPage", origin: str) -> SafeString:
    """The whole page. `origin` is its scheme and host."""
    previous_url, next_url = _neighbours(page)
    # What the frame of every page shows besides: directory/context.py gives it to other pages.
    site = (settings.SITE_NAME, settings.SITE_CONTACT, shows_demo_data())
    return _document_frame(page.is_indexable, bool(previous_url), bool(next_url), *site).fill(
        {
            "title": page.title,
            "summary": page.summary,
            "origin": origin,
            "canonical": page.canonical,
            "previous_url": previous_url,
            "next_url": next_url,
            "json_url": page.json_url,
            "main_part": main_part(page),
        }
    )


def _neighbours(page: "ResultsPage") -> tuple[str, str]:
    """The addresses of the pages before and after; empty where there is none."""
    if page.pagination is None:
        return "", ""
    return page.pagination.previous_url, page.pagination.next_url


@lru_cache(maxsize=64)
def _document_frame(
    is_indexable: bool,
    has_previous: bool,
    has_next: bool,
    site_name: str,
    site_contact: str,
    shows_demo_data: bool,
) -> Stencil:
    page = {name: hole(name) for name in ("title", "summary", "canonical", "json_url", "main_part")}
    page |= {"is_indexable": is_indexable, "pagination": _neighbour_holes(has_previous, has_next)}
    context = {
        "page": page,
        "origin": hole("origin"),
        "site_name": site_name,
        "site_contact": site_contact,
        "shows_demo_data": shows_demo_data,
    }
    return Stencil.from_template("providers/results/page.html", (), context)


def _neighbour_holes(has_previous: bool, has_next: bool) -> dict[str, str]:
    return {
        "previous_url": hole("previous_url") if has_previous else "",
        "next_url": hole("next_url") if has_next else "",
    }


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
            "notes": _notes(page) if has_notes else NOTHING,
            "active": _active(page) if page.active else NOTHING,
            "filters_label": page.filters_label,
            "sorts": _sorts(page.sorts) if page.sorts else NOTHING,
            "zero": _zero(page.zero) if page.zero else NOTHING,
            "cards": _cards(page) if page.cards else NOTHING,
            "unconfirmed": _unconfirmed(page.unconfirmed) if page.unconfirmed else NOTHING,
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


def _notes(page: "ResultsPage") -> SafeString:
    return SafeString(as_ascii(render_to_string("providers/results/notes.html", {"page": page})))


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


def _zero(zero: ZeroHelp) -> SafeString:
    drops = _joined(
        _drop().fill({"url": drop.url, "label": drop.label, "count": drop.count}) for drop in zero.drops
    )
    values = {"heading": zero.heading, "text": zero.text, "drops": drops}
    if zero.nearest:
        values |= {f"nearest.{name}": getattr(zero.nearest, name) for name in _NEAREST_HOLES}
    return _zero_frame(bool(zero.nearest), bool(zero.text), bool(drops)).fill(values)


@cache
def _zero_frame(has_nearest: bool, has_text: bool, has_drops: bool) -> Stencil:
    zero = {
        "heading": hole("heading"),
        "nearest": {name: hole(f"nearest.{name}") for name in _NEAREST_HOLES} if has_nearest else None,
        "text": hole("text") if has_text else "",
        "drops": hole("drops") if has_drops else "",
    }
    return _stencil("zero", {"zero": zero})


@cache
def _drop() -> Stencil:
    return _stencil("drop", {"drop": {name: hole(name) for name in ("url", "label", "count")}})


def _unconfirmed(unconfirmed: "Unconfirmed") -> SafeString:
    return _unconfirmed_frame().fill(
        {"text": unconfirmed.text, "url": unconfirmed.url, "action": unconfirmed.action}
    )


@cache
def _unconfirmed_frame() -> Stencil:
    return _stencil("unconfirmed", {"unconfirmed": {name: hole(name) for name in ("text", "url", "action")}})


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
    pagination = {"text": hole("text"), **_neighbour_holes(has_previous, has_next)}
    return _stencil("pagination", {"pagination": pagination})


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))  # each is a filled stencil
