"""Bringing the shipped guides, people, references and glossary into the database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from content.guides.actions import make_way, set_people, set_terms, write
from content.models import (
    GlossaryEntry,
    Guide,
    GuideVersion,
    Origin,
    Person,
    Reference,
    Status,
)
from content.shipped.files import (
    Row,
    ShippedFileError,
    ShippedGuide,
    read_guide,
    shipped_glossary,
    shipped_guides,
    shipped_people,
    shipped_references,
)
from content.shipped.front_matter import GuideFile
from providers.models import Term

Say = Callable[[str], object]


@dataclass
class Loaded:
    """How many guides were published, set in review, or left as they were."""

    published: int = 0
    in_review: int = 0
    unchanged: int = 0


@transaction.atomic
def load_content(*, shows_demo: bool, say: Say) -> Loaded:
    """Load what is new or changed; raises ShippedFileError with nothing written.

    A guide whose reviewers are all placeholders goes before readers only on a site that `shows_demo` data.
    """
    load_rows(Reference, "key", shipped_references())
    load_rows(Person, "slug", shipped_people())
    load_rows(GlossaryEntry, "slug", shipped_glossary())
    people = {person.slug: person for person in Person.objects.all()}
    terms = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
    loaded = Loaded()
    for shipped in shipped_guides():
        load_guide(shipped, people, terms, shows_demo=shows_demo, say=say, loaded=loaded)
    if not shows_demo:
        take_back_unreviewed(say)
    return loaded


def load_rows(model: type[Model], key: str, rows: list[Row]) -> None:
    """Insert or update the rows of a file by their key; what an operator added stays."""
    fields = sorted({name for row in rows for name in row} - {key})
    if rows:
        objects = [model(**row) for row in rows]
        model._default_manager.bulk_create(
            objects, update_conflicts=True, unique_fields=[key], update_fields=fields
        )


def load_guide(
    shipped: ShippedGuide,
    people: dict[str, Person],
    terms: dict[tuple[str, str], Term],
    *,
    shows_demo: bool,
    say: Say,
    loaded: Loaded,
) -> None:
    """A new version from a file that changed; one from the same file is published if only now it may be."""
    file = read_guide(shipped)
    guide, _ = Guide.objects.update_or_create(
        slug=shipped.slug, defaults={"topic": file.topic, "order": file.order}
    )
    digest = hashlib.sha256(shipped.text.encode()).hexdigest()
    version = guide.versions.filter(file_hash=digest).order_by("-number").first()
    if version is None:
        version = write_version(guide, file, digest)
        set_people(
            version=version,
            authors=[known(people, slug, shipped) for slug in file.authors],
            reviewers=[known(people, slug, shipped) for slug in file.reviewers],
        )
        # A vocabulary of the operator's own may lack a term; the guide is none the worse for it.
        set_terms(version=version, terms=[terms[name] for name in file.terms if name in terms])
    elif version.status != Status.IN_REVIEW:
        loaded.unchanged += 1
        return
    publish_shipped(version, shows_demo=shows_demo, say=say, loaded=loaded)


def known(people: dict[str, Person], slug: str, shipped: ShippedGuide) -> Person:
    if slug not in people:
        raise ShippedFileError(f"{shipped.path.name}: people.json has nobody called {slug}.")
    return people[slug]


def write_version(guide: Guide, file: GuideFile, digest: str) -> GuideVersion:
    version = GuideVersion(
        guide=guide,
        status=Status.IN_REVIEW,
        origin=Origin.SHIPPED,
        title=file.title,
        summary=file.summary,
        body=file.body,
        symptoms=file.symptoms,
        last_reviewed=file.last_reviewed,
        next_review_due=file.next_review_due,
        file_hash=digest,
    )
    return write(version)


def publish_shipped(version: GuideVersion, *, shows_demo: bool, say: Say, loaded: Loaded) -> None:
    """Put a shipped version before readers, unless nobody real reviewed it or an editor wrote a version."""
    guide = version.guide
    if guide.versions.filter(origin=Origin.ADMIN).exists():
        say(f"{guide.slug}: the admin has a version of its own, so the new text waits in review.")
    elif not (shows_demo or has_real_reviewer(version)):
        say(f"{guide.slug}: in review until a real reviewer is named.")
    else:
        now = timezone.now()
        make_way(version, now)
        version.status, version.published_from = Status.PUBLISHED, now
        version.save()
        loaded.published += 1
        return
    loaded.in_review += 1


def has_real_reviewer(version: GuideVersion) -> bool:
    return version.parts.filter(part="reviewer", person__is_demo=False).exists()


def take_back_unreviewed(say: Say) -> None:
    """The demo is gone: guides that only its placeholders reviewed go back into review."""
    for version in GuideVersion.objects.live().filter(origin=Origin.SHIPPED).select_related("guide"):
        if not has_real_reviewer(version):
            version.status, version.published_from, version.published_until = Status.IN_REVIEW, None, None
            version.save()
            say(f"{version.guide.slug}: back in review, since only a placeholder of the demo reviewed it.")
