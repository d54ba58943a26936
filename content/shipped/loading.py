"""Loading the shipped guides, people, references and glossary into the database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from content.guides.actions import end_live_version, set_authors, set_terms, write
from content.models import (
    GlossaryEntry,
    Guide,
    GuideVersion,
    Origin,
    Person,
    Reference,
    Status,
)
from content.models.version import authored_fields
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
    """How many guides were published, put in review, or left as they were."""

    published: int = 0
    in_review: int = 0
    unchanged: int = 0


@transaction.atomic
def load_content(*, shows_demo: bool, say: Say) -> Loaded:
    """Load what is new or changed; raises ShippedFileError with nothing written.

    Only a site that `shows_demo` data publishes new texts by itself. On any other they wait in review until
    its operator publishes them (content/publishing/): the operator answers for what the site says.
    """
    load_rows(Reference, "key", shipped_references())
    load_rows(Person, "slug", shipped_people())
    load_rows(GlossaryEntry, "slug", shipped_glossary())
    loader = GuideLoader(shows_demo, say)
    for shipped in shipped_guides():
        loader.load(shipped)
    return loader.loaded


def load_rows(model: type[Model], key: str, rows: list[Row]) -> None:
    """Insert or update the rows of a file by their key; what an operator added stays."""
    fields = sorted({name for row in rows for name in row} - {key})
    if rows:
        objects = [model(**row) for row in rows]
        model._default_manager.bulk_create(
            objects, update_conflicts=True, unique_fields=[key], update_fields=fields
        )


@dataclass
class GuideLoader:
    """Loads guides one by one and counts them in `loaded`."""

    shows_demo: bool
    say: Say
    loaded: Loaded = field(default_factory=Loaded)

    def __post_init__(self) -> None:
        self.people = {person.slug: person for person in Person.objects.all()}
        terms = Term.objects.select_related("merged_into")
        self.terms = {(term.vocabulary, term.slug): term.merged_into or term for term in terms}

    def load(self, shipped: ShippedGuide) -> None:
        """A changed file becomes a new version. On a demo site, a version in review is published."""
        file = read_guide(shipped)
        guide, _ = Guide.objects.update_or_create(
            slug=shipped.slug, defaults={"topic": file.topic, "order": file.order}
        )
        digest = hashlib.sha256(shipped.text.encode()).hexdigest()
        version = guide.versions.filter(file_hash=digest).order_by("-number").first()
        if version is None:
            version = new_version(guide, file, digest)
            set_authors(version=version, authors=[self.person(slug, shipped) for slug in file.authors])
            # An operator's own vocabulary may lack a term; the guide is still right.
            set_terms(version=version, terms=[self.terms[name] for name in file.terms if name in self.terms])
        elif version.status != Status.IN_REVIEW:
            self.loaded.unchanged += 1
            return
        self.publish(version)

    def person(self, slug: str, shipped: ShippedGuide) -> Person:
        if slug not in self.people:
            raise ShippedFileError(f"{shipped.path.name}: people.json has nobody called {slug}.")
        return self.people[slug]

    def publish(self, version: GuideVersion) -> None:
        """Publish a version of the demo, unless an editor wrote one in the admin."""
        guide = version.guide
        if guide.versions.filter(origin=Origin.ADMIN).exists():
            self.say(f"{guide.slug}: the admin has a version of its own, so the new text waits in review.")
        elif not self.shows_demo:
            self.say(f"{guide.slug}: waits until you publish it.")
        else:
            now = timezone.now()
            end_live_version(version, now)
            version.status, version.published_from = Status.PUBLISHED, now
            version.save()
            self.loaded.published += 1
            return
        self.loaded.in_review += 1


def new_version(guide: Guide, file: GuideFile, digest: str) -> GuideVersion:
    return write(
        GuideVersion(
            guide=guide,
            status=Status.IN_REVIEW,
            origin=Origin.SHIPPED,
            file_hash=digest,
            **authored_fields(file),
        )
    )
