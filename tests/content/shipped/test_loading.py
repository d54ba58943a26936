"""Loading the shipped guides."""

from io import StringIO

import pytest
from django.core.management import call_command

from content.guides import actions
from content.models import GlossaryEntry, Guide, GuideVersion, Person, Reference, Status
from content.shipped import loading
from content.shipped.files import ShippedFileError, shipped_guides
from providers.demo.presence import shows_demo_data
from tests.content.factories import make_editor
from tests.content.shipped.files import FILE
from tests.factories import make_location, make_practice


def say(line: str) -> None:
    """Ignores the messages."""


@pytest.fixture
def one_file(tmp_path, monkeypatch):
    """A folder with one guide, loaded with the shipped references, people and glossary."""
    path = tmp_path / "what-is-tms.md"
    path.write_text(FILE)
    monkeypatch.setattr(loading, "shipped_guides", lambda: shipped_guides(tmp_path))
    return path


def load(*, shows_demo: bool) -> tuple[int, int, int]:
    loaded = loading.load_content(shows_demo=shows_demo, say=say)
    return loaded.published, loaded.in_review, loaded.unchanged


def test_all_promised_guides_are_there():
    assert {guide.slug for guide in shipped_guides()} >= {
        *("combining-tms-with-therapy", "what-is-tms", "tms-protocols-compared", "what-tms-costs"),
        *("is-tms-safe-for-me", "how-to-choose-a-tms-provider", "therapies-explained", "tms-for-depression"),
        *("tms-for-ocd", "tms-for-ptsd", "tms-for-teens-and-young-adults"),
    }


@pytest.mark.django_db
def test_a_demo_site_shows_the_shipped_guides(vocabulary):
    published, in_review, _ = load(shows_demo=True)
    assert published == len(shipped_guides())
    assert in_review == 0
    assert GuideVersion.objects.live().count() == published
    flagship = GuideVersion.objects.live().get(guide__slug="combining-tms-with-therapy")
    assert flagship.terms.filter(slug="erp").exists()
    assert Reference.objects.filter(key="donse2018").exists()
    assert GlossaryEntry.objects.exists()


@pytest.mark.django_db
def test_without_demo_data_a_text_waits_until_its_operator_publishes_it(one_file):
    assert load(shows_demo=False) == (0, 1, 0)
    assert list(GuideVersion.objects.waiting()) == [GuideVersion.objects.get(status=Status.IN_REVIEW)]


@pytest.mark.django_db
def test_loading_again_changes_nothing(one_file):
    assert load(shows_demo=True) == (1, 0, 0)
    assert load(shows_demo=True) == (0, 0, 1)
    assert GuideVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_file_becomes_a_new_version(one_file):
    load(shows_demo=True)
    one_file.write_text(FILE.replace("Words of the file", "New words"))
    assert load(shows_demo=True) == (1, 0, 0)
    assert GuideVersion.objects.live().get().body == "New words.\n"
    assert GuideVersion.objects.get(number=1).status == Status.RETIRED


@pytest.mark.django_db
def test_a_version_of_the_admin_is_never_overwritten(one_file):
    load(shows_demo=True)
    own = actions.copy(version=GuideVersion.objects.get(), by=make_editor())
    own.body = "An editor's words.\n"
    actions.publish(version=actions.write(own), by=None, reason="The test says so.")
    one_file.write_text(FILE.replace("Words of the file", "New words"))
    assert load(shows_demo=True) == (0, 1, 0)
    assert GuideVersion.objects.live().get().body == "An editor's words.\n"
    assert GuideVersion.objects.get(body="New words.\n").status == Status.IN_REVIEW


@pytest.mark.django_db
def test_a_new_text_of_a_published_guide_waits_too_and_the_old_one_stays(one_file):
    load(shows_demo=False)
    actions.publish_waiting(by=make_editor())
    one_file.write_text(FILE.replace("Words of the file", "New words"))
    assert load(shows_demo=False) == (0, 1, 0)
    assert GuideVersion.objects.live().get().body == "Words of the file.\n"
    assert GuideVersion.objects.waiting().get().body == "New words.\n"


@pytest.mark.django_db
def test_an_unreadable_file_leaves_nothing_behind(one_file):
    one_file.write_text(FILE.replace("tandem-editors", "nobody"))
    with pytest.raises(ShippedFileError, match="nobody called nobody"):
        load(shows_demo=True)
    one_file.write_text("no head")
    with pytest.raises(ShippedFileError, match=r"what-is-tms\.md, line 1"):
        load(shows_demo=True)
    assert not Guide.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_command_asks_whether_demo_data_is_shown(one_file):
    out = StringIO()
    make_location()
    call_command("load_guides", stdout=out)
    assert "waits until you publish it" in out.getvalue()
    make_location(practice=make_practice(is_demo=True))
    call_command("load_guides", stdout=out)
    assert "Guides: 1 published, 0 in review, 0 unchanged." in out.getvalue()
    shows_demo_data.clear()
