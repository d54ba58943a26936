"""Keeping what somebody has typed, in the browser's session first and then with the account.

The account gets it as soon as it is made, so it is there even if the address is confirmed, or the person
signs in, in another browser.
"""

from dataclasses import asdict
from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from accounts.models import User
from listings.editor.new_place import NewPlace
from listings.models import ClinicDraft

KEY = "clinic_draft"  # in the session
MAX_CHARACTERS = 20_000
NOT_KEPT = {"csrfmiddlewaretoken"}


class TooLong(Exception):
    """Longer than any clinic needs."""


def draft_of(request: HttpRequest) -> ClinicDraft | None:
    """The account's draft, or the browser's if nobody is signed in."""
    if isinstance(request.user, User):
        return ClinicDraft.objects.filter(user=request.user).first()
    key = request.session.get(KEY)
    return ClinicDraft.objects.filter(pk=key, user=None).first() if key else None


def keep(request: HttpRequest, new: NewPlace) -> ClinicDraft:
    """Keep what was sent and what it says, in place of what was kept before. Raises TooLong."""
    data = {
        name: [value.replace("\0", "") for value in values]  # which PostgreSQL can't store
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and "\0" not in name
    }
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > MAX_CHARACTERS:
        raise TooLong
    draft = draft_of(request) or ClinicDraft(user=request.user if isinstance(request.user, User) else None)
    draft.data, draft.checked, draft.saved_at = data, asdict(new), timezone.now()
    draft.save()
    if draft.user_id is None:
        request.session[KEY] = draft.pk
    return draft


def as_sent(draft: ClinicDraft) -> QueryDict:
    """The draft's data as the browser sent it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


@receiver([user_signed_up, user_logged_in])
@transaction.atomic
def give_to_account(request: HttpRequest | None, user: User, **extra: Any) -> None:
    """What was typed in this browser replaces what the account had."""
    if request is None or not hasattr(request, "session") or (pk := request.session.pop(KEY, None)) is None:
        return
    draft = ClinicDraft.objects.select_for_update().filter(pk=pk, user=None).first()
    if draft:
        ClinicDraft.objects.filter(user=user).delete()
        draft.user = user
        draft.save(update_fields=["user"])
