"""What happens to a request about health data: received, confirmed, answered, appealed, answered again.

The address is the only thing that ties a request to what the site holds, so nothing is looked up, deleted or
told before whoever reads its mail has confirmed the request, and every answer goes to that address alone.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from directory.health_data import links
from directory.models import HealthDataRequest
from directory.models.health_data import due_after
from mail.sending import queue_mail

State = HealthDataRequest.State


class NotPossibleNow(Exception):
    """The request is in another state: a link was used before, or somebody else has answered."""


class OwnAnswer(Exception):
    """An appeal is answered by an admin who didn't give the first answer, if there is one."""


@transaction.atomic
def receive(*, kind: HealthDataRequest.Kind, words: str, email: str) -> HealthDataRequest:
    """Store a request and mail the link that confirms it. The 45 days count from today."""
    request = HealthDataRequest.objects.create(
        kind=kind, words=words, email=email, due_on=due_after(timezone.localdate())
    )
    queue_mail("health_data/confirm", to=email, context={"url": links.confirm_url(request)})
    return request


@transaction.atomic
def confirm(*, request_id: int) -> HealthDataRequest:
    """Whoever reads the address's mail has pressed the button. Raises NotPossibleNow."""
    request = locked(request_id, State.UNCONFIRMED)
    request.state = State.OPEN
    request.save()
    queue_mail("health_data/received", to=request.email, context={"due_on": request.due_on})
    return request


@transaction.atomic
def answer(
    *, request_id: int, admin: User, outcome: HealthDataRequest.Outcome, text: str
) -> HealthDataRequest:
    """Answer a request or an appeal; the answer is mailed. Raises NotPossibleNow and OwnAnswer."""
    request = locked(request_id, State.OPEN, State.APPEALED)
    is_appeal = request.state == State.APPEALED
    if is_appeal and request.first_answered_by_id == admin.pk and others_than(admin):
        raise OwnAnswer
    request.state = State.CLOSED if is_appeal else State.ANSWERED
    request.outcome, request.answer = outcome, text
    request.answered_at, request.answered_by = timezone.now(), admin
    request.save()
    lines = [line for line in text.splitlines() if line.strip()]  # a mail's variable is put on one line
    context = {"outcome": request.get_outcome_display(), "lines": lines, "is_appeal": is_appeal}
    if not is_appeal:
        context |= {"appeal_url": links.appeal_url(request), "appeal_days": links.APPEAL_DAYS}
    queue_mail("health_data/answered", to=request.email, context=context)
    return request


def others_than(admin: User) -> bool:
    return User.objects.filter(is_superuser=True, is_active=True).exclude(pk=admin.pk).exists()


@transaction.atomic
def appeal(*, request_id: int, text: str) -> HealthDataRequest:
    """The person disagrees: another 45 days count from today. Raises NotPossibleNow."""
    request = locked(request_id, State.ANSWERED)
    request.state, request.appeal, request.appealed_at = State.APPEALED, text, timezone.now()
    request.first_answer, request.first_answered_by = request.answer, request.answered_by
    request.due_on = due_after(timezone.localdate())
    request.save()
    queue_mail("health_data/appealed", to=request.email, context={"due_on": request.due_on})
    return request


def locked(request_id: int, *states: HealthDataRequest.State) -> HealthDataRequest:
    """The request in one of these states, locked. Raises NotPossibleNow."""
    request = HealthDataRequest.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None or request.state not in states:
        raise NotPossibleNow
    return request
