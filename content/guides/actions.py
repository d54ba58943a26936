"""Writing, publishing and retiring versions of guides."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from content.honesty.check import check
from content.honesty.findings import Finding
from content.honesty.libraries import stored_library
from content.honesty.subject import Subject
from content.markdown.parsing import tokens_of
from content.markdown.plain import distinct_words, plain_text, reading_minutes
from content.models import Guide, GuideVersion, Origin, Overrule, Part, Person, Status, VersionPerson
from providers.models import Term


class NotPublishable(Exception):
    """The honesty check found something and nobody gave a reason to let it pass."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


class AlreadyScheduled(Exception):
    """Another version of the guide is to go out later than this one; withdraw it first."""


def fill_derived(version: GuideVersion) -> None:
    """Set what follows from the text: its words for search and its reading time."""
    version.plain_text = plain_text(tokens_of(version.body))
    version.words = distinct_words(f"{version.title} {version.summary} {version.plain_text}")
    version.reading_minutes = reading_minutes(version.plain_text)


@transaction.atomic
def write(version: GuideVersion) -> GuideVersion:
    """Save a version with what follows from its text; a new one gets the guide's next number."""
    fill_derived(version)
    if version.number is None:
        Guide.objects.select_for_update().get(pk=version.guide_id)
        latest = version.guide.versions.aggregate(latest=Max("number"))["latest"]
        version.number = (latest or 0) + 1
    version.save()
    return version


def set_people(*, version: GuideVersion, authors: Iterable[Person], reviewers: Iterable[Person]) -> None:
    """Replace those who wrote and reviewed a version, in this order."""
    rows = [
        VersionPerson(version=version, person=person, part=part, position=position)
        for part, people in ((Part.AUTHOR, authors), (Part.REVIEWER, reviewers))
        for position, person in enumerate(people)
    ]
    with transaction.atomic():
        version.parts.all().delete()
        VersionPerson.objects.bulk_create(rows)


def set_terms(*, version: GuideVersion, terms: Iterable[Term]) -> None:
    version.terms.set(terms)


@transaction.atomic
def copy(*, version: GuideVersion, by: AbstractBaseUser | None) -> GuideVersion:
    """A new draft with the text of `version`, its people and terms: how a published guide is changed."""
    parts, terms = list(version.parts.all()), list(version.terms.all())
    draft = write(
        GuideVersion(
            guide=version.guide,
            origin=Origin.ADMIN,
            title=version.title,
            summary=version.summary,
            body=version.body,
            symptoms=version.symptoms,
            last_reviewed=version.last_reviewed,
            next_review_due=version.next_review_due,
            created_by=by,
        )
    )
    VersionPerson.objects.bulk_create(
        VersionPerson(version=draft, person_id=row.person_id, part=row.part, position=row.position)
        for row in parts
    )
    draft.terms.set(terms)
    return draft


def findings_for(version: GuideVersion) -> tuple[Finding, ...]:
    """What the honesty check says about a stored version today."""
    return check(Subject.of_version(version), stored_library(), today=timezone.localdate()).findings


@transaction.atomic
def publish(
    *, version: GuideVersion, by: AbstractBaseUser | None, at: datetime | None = None, reason: str = ""
) -> None:
    """Put a version before readers, now or `at` a later moment; the one they see until then gives way.

    Raises NotPublishable if the check finds something and no reason is given; AlreadyScheduled if another
    version is to go out at or after that moment.
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
    make_way(version, moment)
    version.status, version.published_from, version.published_until = Status.PUBLISHED, moment, None
    version.save()


def make_way(version: GuideVersion, moment: datetime) -> None:
    """End the version that readers see at `moment`; retire those whose time is over."""
    others = version.guide.versions.filter(status=Status.PUBLISHED).exclude(pk=version.pk)
    if others.filter(published_from__gte=moment).exists():
        raise AlreadyScheduled
    others.live(moment).update(published_until=moment)
    others.filter(published_until__lte=timezone.now()).update(status=Status.RETIRED)


@transaction.atomic
def withdraw(*, version: GuideVersion) -> None:
    """Take back a version that was to go out later: it is a draft again, and what it would replace stays."""
    if not version.is_scheduled():
        return
    moment = version.published_from
    # First the version itself: the database lets no two be before readers at the same time.
    version.status, version.published_from, version.published_until = Status.DRAFT, None, None
    version.save()
    version.guide.versions.filter(status=Status.PUBLISHED, published_until=moment).update(
        published_until=None
    )


@transaction.atomic
def retire(*, version: GuideVersion) -> None:
    """Take a published version from readers; its guide has no page until another version is published."""
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
