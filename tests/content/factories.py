"""Guides for tests: drafts and published versions, and what their texts may refer to."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from content.guides import actions
from content.honesty.check import Report, check
from content.honesty.findings import Rule
from content.honesty.subject import Library, Subject
from content.models import GlossaryEntry, Guide, GuideVersion, Person, Reference, Status
from providers.models import Term
from providers.vocabulary.catalog import Catalog
from tests.cast import make_user
from tests.factories import make_term

TODAY = date(2026, 11, 22)
_numbers = count(1)
GOOD_TEXT = "## What it is\n\nTMS uses magnetic pulses. You stay awake.\n"


def make_person(slug: str = "ana-ruiz", **fields: Any) -> Person:
    usual = {"name": slug.replace("-", " ").title(), "credentials": "MD"}
    return Person.objects.get_or_create(slug=slug, defaults={**usual, **fields})[0]


def make_reference(key: str = "donse2018", **fields: Any) -> Reference:
    usual = {"authors": "Donse L, Padberg F", "year": 2018, "title": "A series", "journal": "Brain Stimul"}
    return Reference.objects.create(key=key, **{**usual, **fields})


def make_entry(slug: str = "erp", **fields: Any) -> GlossaryEntry:
    usual = {"term": "ERP", "definition": "Facing what one fears without the ritual."}
    return GlossaryEntry.objects.create(slug=slug, **{**usual, **fields})


def make_draft(slug: str = "what-is-tms", body: str = GOOD_TEXT, **fields: Any) -> GuideVersion:
    """A draft without findings, written by Ana Ruiz, MD. No clinician has reviewed it."""
    guide, _ = Guide.objects.get_or_create(slug=slug, defaults={"topic": fields.pop("topic", "basics")})
    today = timezone.localdate()
    usual = {
        "title": "What is TMS?",
        "summary": "What TMS is and what a visit is like.",
        "written_on": today,
        "update_due": today + timedelta(days=180),
    }
    version = actions.write(GuideVersion(guide=guide, body=body, **{**usual, **fields}))
    actions.set_authors(version=version, authors=[make_person()])
    return version


def make_live(slug: str = "what-is-tms", body: str = GOOD_TEXT, **fields: Any) -> GuideVersion:
    """The same, published."""
    version = make_draft(slug, body, **fields)
    actions.publish(version=version, by=None, reason="The test says so.")
    return version


def make_published_guide(title: str, *terms: str, **fields) -> GuideVersion:
    """A guide that explains `terms` ("vocabulary/slug") and has been published since yesterday."""
    guide = Guide.objects.create(slug=f"guide-{next(_numbers)}", topic="basics")
    today = timezone.localdate()
    usual = {
        "status": Status.PUBLISHED,
        "published_from": timezone.now() - timedelta(days=1),
        "written_on": today,
        "update_due": today + timedelta(days=180),
        "summary": "One sentence.",
        "body": "Text.",
    }
    version = GuideVersion.objects.create(guide=guide, number=1, title=title, **{**usual, **fields})
    version.terms.set([make_term(term) for term in terms])
    return version


def make_editor() -> User:
    """A person with every permission in the admin and a second factor."""
    return make_user(second_factor=True, is_staff=True, is_superuser=True)


def library(**fields: Any) -> Library:
    """One of each: a reference, a person, a glossary entry, a guide, a term."""
    terms = [Term(pk=1, vocabulary="condition", slug="ocd", label="OCD", position=0)]
    usual = {
        "references": frozenset({"donse2018"}),
        "people": frozenset({"ana-ruiz"}),
        "glossary": frozenset({"erp"}),
        "guides": frozenset({"what-is-tms"}),
        "catalog": Catalog.from_rows(terms),
    }
    return Library(**{**usual, **fields})


def subject(body: str = GOOD_TEXT, **fields: Any) -> Subject:
    usual = {
        "title": "What is TMS?",
        "summary": "What TMS is.",
        "authors": ("ana-ruiz",),
        "written_on": TODAY,
        "update_due": date(2027, 5, 22),
        "symptoms": False,
    }
    return Subject(body=body, **{**usual, **fields})


def report(body: str = GOOD_TEXT, known: Library | None = None, **fields: Any) -> Report:
    return check(subject(body, **fields), known or library(), today=TODAY)


def rules(body: str = GOOD_TEXT, known: Library | None = None, **fields: Any) -> list[Rule]:
    return [finding.rule for finding in report(body, known, **fields).findings]
