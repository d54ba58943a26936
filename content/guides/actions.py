"""Writing, publishing and retiring versions of guides."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from content.honesty.check import check
from content.honesty.findings import Finding, Rule
from content.honesty.library import stored_library
from content.honesty.subject import Subject
from content.markdown.parsing import tokens_of
from content.markdown.plain import distinct_words, plain_text, reading_minutes
from content.models import Contribution, Guide, GuideVersion, Origin, Overrule, Person, Status, VersionPerson
from content.models.version import authored_fields
from providers.models import Term

LATE_IS_SHOWN = "Published with the others: the page itself says that its update is overdue."


class NotPublishable(Exception):
    """The honesty check has findings, and no reason was given to overrule them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


class AlreadyScheduled(Exception):
    """Another version of the guide is scheduled for a later moment; withdraw it first."""


def fill_derived(version: GuideVersion) -> None:
    """Set the fields that are computed from the text: its words for search and its reading time."""
    version.plain_text = plain_text(tokens_of(version.body))
    version.words = distinct_words(f"{version.title} {version.summary} {version.plain_text}")
    version.reading_minutes = reading_minutes(version.plain_text)


@transaction.atomic
def write(version: GuideVersion) -> GuideVersion:
    """Save a version with its computed fields; a new one gets the guide's next number."""
    fill_derived(version)
    if not version.number:
        Guide.objects.select_for_update().get(pk=version.guide_id)
        latest = version.guide.versions.aggregate(latest=Max("number"))["latest"]
        version.number = (latest or 0) + 1
    version.save()
    return version


@transaction.atomic
def set_authors(*, version: GuideVersion, authors: Iterable[Person]) -> None:
    """Replace the authors of a version; they keep this order."""
    version.contributions.filter(contribution=Contribution.AUTHOR).delete()
    VersionPerson.objects.bulk_create(
        VersionPerson(version=version, person=person, contribution=Contribution.AUTHOR, position=position)
        for position, person in enumerate(authors)
    )


def set_terms(*, version: GuideVersion, terms: Iterable[Term]) -> None:
    version.terms.set(terms)


@transaction.atomic
def copy(*, version: GuideVersion, by: User | None) -> GuideVersion:
    """A new draft with the text, authors and terms of `version`: published guides are changed this way.

    Reviewers aren't copied: they signed the other text.
    """
    authors = [row.person for row in version.contributions.filter(contribution=Contribution.AUTHOR)]
    terms = list(version.terms.all())
    draft = write(
        GuideVersion(guide=version.guide, origin=Origin.ADMIN, created_by=by, **authored_fields(version))
    )
    set_authors(version=draft, authors=authors)
    draft.terms.set(terms)
    return draft


def findings_for(version: GuideVersion) -> tuple[Finding, ...]:
    """The findings of the honesty check for a stored version, as of today."""
    return check(Subject.of_version(version), stored_library(), today=timezone.localdate()).findings


@transaction.atomic
def publish(*, version: GuideVersion, by: User | None, at: datetime | None = None, reason: str = "") -> None:
    """Publish a version, now or `at` a later moment, in place of the one that is live then.

    Raises NotPublishable if the check has findings and no reason is given; AlreadyScheduled if another
    version is scheduled for that moment or later.
    """
    moment = at or timezone.now()
    Guide.objects.select_for_update().get(pk=version.guide_id)
    findings = findings_for(version)
    if findings and not reason.strip():
        raise NotPublishable(findings)
    Overrule.objects.bulk_create(
        Overrule(version=version, finding=str(finding), reason=reason.strip(), made_by=by)
        for finding in findings
    )
    end_live_version(version, moment)
    version.status, version.published_from, version.published_until = Status.PUBLISHED, moment, None
    version.save()


def end_live_version(version: GuideVersion, moment: datetime) -> None:
    """End the version that is live at `moment`, and retire those that have ended. Raises AlreadyScheduled."""
    others = version.guide.versions.filter(status=Status.PUBLISHED).exclude(pk=version.pk)
    if others.filter(published_from__gte=moment).exists():
        raise AlreadyScheduled
    others.live(moment).update(published_until=moment)
    others.filter(published_until__lte=timezone.now()).update(status=Status.RETIRED)


def publish_waiting(*, by: User) -> tuple[int, tuple[GuideVersion, ...]]:
    """Publish every shipped text that waits; returns how many, and those that the check or a schedule holds
    back. A text whose update is overdue is published all the same, because its page says so."""
    published, left = 0, []
    for version in GuideVersion.objects.waiting():
        is_only_late = all(finding.rule is Rule.OVERDUE for finding in findings_for(version))
        try:
            publish(version=version, by=by, reason=LATE_IS_SHOWN if is_only_late else "")
        except (NotPublishable, AlreadyScheduled):
            left.append(version)
        else:
            published += 1
    return published, tuple(left)


@transaction.atomic
def record_review(*, version: GuideVersion, reviewer: Person, day: date) -> None:
    """Note that a reviewer has signed exactly this text; a second time by the same person moves the day."""
    VersionPerson.objects.update_or_create(
        version=version,
        person=reviewer,
        contribution=Contribution.REVIEWER,
        defaults={"reviewed_on": day},
    )


def forget_reviews(*, version: GuideVersion) -> None:
    """For a text that was changed, or a review that was recorded by mistake."""
    version.contributions.filter(contribution=Contribution.REVIEWER).delete()


@transaction.atomic
def withdraw(*, version: GuideVersion) -> None:
    """Make a scheduled version a draft again; the version that it would have replaced stays live."""
    if not version.is_scheduled():
        return
    moment = version.published_from
    # First the version itself: the database allows no two live versions at the same time.
    version.status, version.published_from, version.published_until = Status.DRAFT, None, None
    version.save()
    version.guide.versions.filter(status=Status.PUBLISHED, published_until=moment).update(
        published_until=None
    )


@transaction.atomic
def retire(*, version: GuideVersion) -> None:
    """Take a version offline; its guide has no page until another version is published."""
    now = timezone.now()
    if version.is_scheduled(now):
        withdraw(version=version)
    version.status = Status.RETIRED
    if version.published_from and (version.published_until is None or version.published_until > now):
        version.published_until = now
    version.save()


def send_to_review(*, version: GuideVersion) -> None:
    """Mark a draft as ready for its medical reviewer."""
    if version.status == Status.DRAFT:
        version.status = Status.IN_REVIEW
        version.save(update_fields=["status", "changed_at"])
