"""The admin of guides: editing with a preview, publishing with the check."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from content.guides import actions
from content.models import GuideVersion, Origin, Overrule, Status
from tests.cast import make_user
from tests.content.admin.addresses import url
from tests.content.factories import (
    make_draft,
    make_entry,
    make_live,
    make_person,
    make_reference,
)
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if model._meta.app_label == "content"]
UNCITED = "About 56% reached remission.\n"


def form_of(version: GuideVersion, **fields: str) -> dict[str, str]:
    """The data of the editor's form."""
    people = version.contributions.filter(contribution="author")
    data = {
        "title": version.title,
        "summary": version.summary,
        "body": version.body.replace("\n", "\r\n"),
        "written_on": f"{version.written_on}",
        "update_due": f"{version.update_due}",
        "contributions-TOTAL_FORMS": str(len(people)),
        "contributions-INITIAL_FORMS": str(len(people)),
        "overrules-TOTAL_FORMS": "0",
        "overrules-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(people):
        prefix = f"contributions-{number}-"
        data |= {f"{prefix}id": row.pk, f"{prefix}version": version.pk, f"{prefix}person": row.person_id}
        data |= {f"{prefix}position": row.position}
    return data | fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_form_opens(editor, model):
    make_live()
    make_reference()
    make_entry()
    name = f"admin:content_{model._meta.model_name}"
    assert editor.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
    for row in model.objects.all()[:1]:
        assert editor.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_editing_a_draft_updates_its_computed_fields(editor):
    version = make_draft()
    GuideVersion.objects.update(origin=Origin.SHIPPED)
    response = editor.post(url("change", version), form_of(version, body="Electromagnets hum.\r\nSo.\r\n"))
    assert response.status_code == 302
    version.refresh_from_db()
    assert (version.body, version.origin) == ("Electromagnets hum.\nSo.\n", Origin.ADMIN)
    assert "electromagnets" in version.words


def test_naming_another_author_keeps_the_origin_and_the_review_of_a_shipped_text(editor):
    version = make_draft()
    GuideVersion.objects.update(origin=Origin.SHIPPED)
    actions.record_review(version=version, reviewer=make_person("tom-ash"), day=timezone.localdate())
    data = form_of(version) | {"contributions-0-person": make_person("maya-lind").pk}
    assert editor.post(url("change", version), data).status_code == 302
    version.refresh_from_db()
    assert version.origin == Origin.SHIPPED
    people = version.contributions.values_list("contribution", "person__slug")
    assert sorted(people) == [("author", "maya-lind"), ("reviewer", "tom-ash")]


def test_a_changed_text_has_no_reviewer_any_more(editor):
    version = make_draft()
    actions.record_review(version=version, reviewer=make_person("tom-ash"), day=timezone.localdate())
    editor.post(url("change", version), form_of(version, body="Electromagnets hum.\r\n"))
    assert list(version.contributions.values_list("contribution", flat=True)) == ["author"]


def test_a_published_text_can_be_copied_but_not_edited(editor):
    version = make_live()
    assert editor.post(url("change", version), form_of(version, title="Other")).status_code == 403
    response = editor.post(url("copy", version))
    draft = GuideVersion.objects.get(number=2)
    assert (response["Location"], draft.status) == (url("change", draft), Status.DRAFT)
    assert draft.created_by == get_user_model().objects.get()


def test_the_preview_shows_the_text_and_the_findings(editor):
    make_reference()
    data = {"title": "T", "summary": "S", "body": f"## Here\n\nIt helped [@donse2018]. {UNCITED}"}
    address = reverse("admin:content_guideversion_preview")
    piece = editor.post(address, data, headers={"X-Requested-With": "fetch"}).content.decode()
    assert '<h2 id="here">Here</h2>' in piece
    assert "<html" not in piece
    assert "claim without a citation" in piece
    assert 'id="ref-1"' in piece
    assert "<html" in editor.post(address, data).content.decode()
    assert editor.get(address).status_code == 405
    assert not GuideVersion.objects.exists()


def test_the_preview_is_safe_whatever_is_typed(editor):
    address = reverse("admin:content_guideversion_preview")
    bad = {
        "title": "<script>x</script>",
        "body": "<script>x</script>\x00 [x](javascript:x) ::: find-providers <b>",
    }
    content = editor.post(address, bad, headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<script>" not in content
    assert 'href="javascript' not in content


def test_publishing_shows_the_findings_and_is_refused(editor):
    version = make_draft(body=UNCITED)
    page = Page(editor.get(url("publish", version)).content)
    assert "a percentage needs a citation" in page.text
    response = editor.post(url("publish", version), {"reason": ""})
    assert "The check found 1. Put it right, or say why it may stand." in Page(response.content).text
    version.refresh_from_db()
    assert version.status == Status.DRAFT


def test_a_reason_overrules_findings_and_is_stored(editor):
    version = make_draft(body=UNCITED)
    assert editor.post(url("publish", version), {"reason": "Told as a rumor"}).status_code == 302
    version.refresh_from_db()
    assert version.is_live()
    assert Overrule.objects.get().reason == "Told as a rumor"
    assert "Told as a rumor" in editor.get(url("change", version)).content.decode()


def test_a_version_is_scheduled_for_a_future_moment(editor):
    version = make_draft()
    past, later = timezone.localtime() - timedelta(days=1), timezone.localtime() + timedelta(days=2)
    refused = editor.post(url("publish", version), {"at": f"{past:%Y-%m-%dT%H:%M}"})
    assert "This moment is over." in Page(refused.content).text
    editor.post(url("publish", version), {"at": f"{later:%Y-%m-%dT%H:%M}"})
    version.refresh_from_db()
    assert version.is_scheduled()
    second = make_draft()
    assert "Withdraw it first." in Page(editor.post(url("publish", second), {}).content).text
    editor.post(url("withdraw", version))
    version.refresh_from_db()
    assert version.status == Status.DRAFT


def test_selected_versions_are_published_if_they_have_no_findings(editor):
    good, bad = make_draft("good"), make_draft("bad", body=UNCITED)
    data = {"action": "publish_selected", "_selected_action": [good.pk, bad.pk]}
    page = Page(editor.post(reverse("admin:content_guideversion_changelist"), data, follow=True).content)
    assert "Good, version 1 is published." in page.text
    assert "Bad, version 1 is not published: line 1: claim without a citation" in page.text


def test_review_and_retirement_change_the_state(editor):
    version = make_draft()
    editor.post(url("review", version))
    version.refresh_from_db()
    assert version.status == Status.IN_REVIEW
    actions.publish(version=version, by=None)
    editor.post(url("retire", version))
    version.refresh_from_db()
    assert version.status == Status.RETIRED


def test_a_link_alone_changes_nothing(editor):
    version = make_live()
    for name in ("copy", "review", "withdraw", "retire"):
        assert editor.get(url(name, version)).status_code == 404
    version.refresh_from_db()
    assert version.is_live()


def test_overdue_guides_are_listed_for_editors(editor):
    today = timezone.localdate()
    make_live(title="Stale")
    GuideVersion.objects.update(written_on=today - timedelta(days=9), update_due=today - timedelta(days=1))
    make_live("fresh", title="Fresh")
    page = editor.get(reverse("admin:content_guideversion_changelist"), {"state": "overdue"}).content.decode()
    assert "Stale" in page
    assert "overdue" in page
    assert "Fresh" not in page


def test_staff_without_the_permission_are_refused(client):
    version = make_draft()
    visitor = make_user(second_factor=True, is_staff=True)
    client.force_login(visitor)
    for name in ("diff", "publish"):
        assert client.get(url(name, version)).status_code == 403
    assert client.post(url("copy", version)).status_code == 403
    assert client.post(reverse("admin:content_guideversion_preview"), {"body": "x"}).status_code == 403


def test_an_editor_of_guides_needs_one_permission(client):
    version = make_draft()
    person = make_user(second_factor=True, is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="change_guideversion"))
    client.force_login(get_user_model().objects.get(pk=person.pk))
    assert client.get(url("change", version)).status_code == 200
    assert client.post(url("publish", version), {}).status_code == 302
    version.refresh_from_db()
    assert version.is_live()
