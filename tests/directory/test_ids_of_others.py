"""Every form of the site, sent with ids of somebody else's rows in each of its fields: nothing of theirs
changes, nothing new refers to it, and nothing of it is shown.

All rows of the other practice have the same id, in every table, so one value stands for all of them. The test
walks the URL configuration: it finds each page's form where it is shown, and besides notes which fields the
view reads. Each is tried alone, in a form that is right otherwise; fields that people type into, or whose
choices are words, only together with all others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.http import QueryDict
from django.test import Client

from listings.models import Role
from providers.fields.field import ListingSection
from tests.cast import Cast, join, make_cast, make_user
from tests.directory.forms_of_pages import read_forms
from tests.directory.permission_rows import make_arguments
from tests.directory.test_permissions import PUBLIC, Address, addresses, ask, path_of, rule_of
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
# Ids of the other practice's rows, and of rows that a request makes.
THEIRS, NEW = 900_001, 2_000_000
OURS = {"accounts", "content", "listings", "mail", "providers", "reviews"}
# An owner may send all that an editor may, and moderators and admins may act on everybody's rows.
ROLES = ["nobody", "patient", "viewer", "owner"]
# Some fields that take an id; without them the test would not have found the forms.
IDS_OF_ROWS = {"base", "clinicians-0-id", "location", "next"}
THEIR_WORDS = "Bravo unpublished"


def move_sequences(first: int) -> None:
    """Let the next row of every table have this id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || sequencename FROM pg_sequences WHERE schemaname = 'public'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s::regclass, %s, false)", [name, first])


def fill(practice: Any, **fields: Any) -> Any:
    """A location with a row of each kind."""
    location = make_location(practice=practice, terms=["condition/mdd", "therapy/cbt"], **fields)
    make_program(location, "cbt")
    make_payer_network(location, "aetna")
    make_clinician(location)
    make_hours(location, 0, "08:00", "17:00")
    return location


def make_everything() -> tuple[Cast, dict[str, Any]]:
    """Our cast and the arguments of its pages; then the other practice, whose rows begin at THEIRS."""
    practice = make_practice(name="Alpha TMS")
    ours = make_cast(fill(practice, name="Alpha TMS Lakeview"))
    arguments = make_arguments(ours)
    move_sequences(THEIRS)
    location = fill(make_practice(name=THEIR_WORDS), name=THEIR_WORDS, status="draft")
    people = {name: make_user() for name in ("owner", "editor", "viewer", "patient")}
    for role in (Role.OWNER, Role.EDITOR, Role.VIEWER):
        join(people[role.value], location.practice, role)
    make_arguments(replace(ours, practice=location.practice, location=location, **people))
    move_sequences(NEW)
    return ours, arguments


def tables() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS and has_number(model)]


def has_number(model: type[Model]) -> bool:
    return model._meta.pk is not None and model._meta.pk.get_internal_type() in ("BigAutoField", "AutoField")


def their_rows() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: list(
            model._base_manager.filter(pk__gte=THEIRS, pk__lt=NEW).order_by("pk").values_list()
        )
        for model in tables()
    }


def references_to_them() -> list[str]:
    """Rows that a request made and that refer to one of theirs."""
    found = []
    for model in tables():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in tables():
                new = {"pk__gte": NEW, f"{field.attname}__gte": THEIRS, f"{field.attname}__lt": NEW}
                found += [f"{model._meta.label}.{field.name}"] * model._base_manager.filter(**new).count()
    return found


@contextmanager
def noting_fields(read: set[str]) -> Iterator[None]:
    """Notes the names that views and forms look for in what was sent."""
    originals = {name: getattr(QueryDict, name) for name in ("__getitem__", "get", "getlist", "__contains__")}

    def noting(original: Any) -> Any:
        def note(self: QueryDict, name: Any, *arguments: Any, **options: Any) -> Any:
            if isinstance(name, str):
                read.add(name)
            return original(self, name, *arguments, **options)

        return note

    try:
        for name, original in originals.items():
            setattr(QueryDict, name, noting(original))
        yield
    finally:
        for name, original in originals.items():
            if name in ("__contains__", "get"):
                delattr(QueryDict, name)
            else:
                setattr(QueryDict, name, original)


class Sending:
    """One person's browser, which checks after each POST that nothing of theirs was touched."""

    def __init__(self, role: str, user: Any) -> None:
        self.role, self.wrong, self.sent = role, [], 0
        self.client = Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})
        if user is not None:
            self.client.force_login(user)

    def post(self, path: str, body: dict[str, list[str]], what: str, before: dict[str, Any]) -> None:
        self.sent += 1

        def check() -> None:
            after = their_rows()
            changed = [label for label in after if after[label] != before[label]]
            self.wrong += [f"{self.role} {path} {what}: {each}" for each in [*changed, *references_to_them()]]

        answer = ask(self.client, "POST", path, body, check)
        if answer.response.status_code == 500 or THEIR_WORDS in answer.response.content.decode():
            self.wrong.append(f"{self.role} {path} {what}: {answer.response.status_code}, or shows it")


def test_ids_of_others_in_any_field_of_any_form_reach_nothing(settings, record_property):
    settings.DEMO = True
    cast, arguments = make_everything()
    before = their_rows()
    pages = [
        (address, path_of(address, {**arguments, "section": section}))
        for address in addresses()
        if not address.is_admin_site
        for section in (ListingSection if "section" in address.arguments else [""])
    ]
    wrong: list[str] = []
    fields: set[str] = set()
    sent = 0
    for role in ROLES:
        sending = Sending(role, None if role == "nobody" else getattr(cast, role))
        forms: dict[str, dict[str, list[str]]] = {}
        words: dict[str, set[str]] = {}  # by the path that the form posts to
        for _, path in pages:
            response = ask(sending.client, "GET", path).response
            if response.status_code == 200 and "html" in response.headers.get("Content-Type", ""):
                reader = read_forms(response.content.decode(), path)
                for action, form in reader.forms.items():
                    forms.setdefault(action, {}).update(form)
                    words.setdefault(action, {"csrfmiddlewaretoken"}).update(reader.words)
        for address, path in pages:
            if not may_post(address, role):
                continue
            body = forms.get(path, {})
            read: set[str] = set()
            with noting_fields(read):
                sending.post(path, body, "as it is", before)
            for name in sorted({*body, *read} - words.get(path, set())):
                fields.add(name)
                sending.post(path, {**body, name: [str(THEIRS)]}, name, before)
            sending.post(path, {name: [str(THEIRS)] for name in {*body, *read}}, "all fields", before)
        wrong, sent = wrong + sending.wrong, sent + sending.sent
    record_property("fields", " ".join(sorted(fields)))
    record_property("says", f"{sent} forms sent, {len(fields)} fields, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)
    assert fields >= IDS_OF_ROWS, "forms that take ids were not found"


def may_post(address: Address, role: str) -> bool:
    """Pages for everybody are tried as nobody, the others as each role that they are for."""
    rule = rule_of(address)
    if rule is None or address.key == "account_logout":
        return False
    return role == "nobody" if rule == PUBLIC else role in rule
