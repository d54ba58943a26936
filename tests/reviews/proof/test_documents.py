"""Documents of a visit: what of them is stored, who sees it, and when it is deleted."""

import io
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.uploads import turns
from reviews.models import ProofLevel, Review, Service, State, VisitDocument
from reviews.moderation.publication import approve
from reviews.proof import documents, tasks
from reviews.proof.pictures import MAX_BYTES, UnreadableDocument, pages_of
from reviews.writing.actions import submit
from reviews.writing.draft import Draft, Proof, Sender
from tests.cast import make_user
from tests.factories import make_location
from tests.reviews.factories import make_document, make_review
from tests.reviews.moderating import approve_and_publish, page_of, publish_what_is_approved
from tests.reviews.proof.files import (
    jpeg,
    pdf,
    pdf_of_nested_drawings,
    pdf_that_unpacks_to,
    pdf_with_scripts,
    png,
)
from tests.reviews.sending import TEXT, send, send_and_confirm


def upload(content, name="letter.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def send_document(client, content, **changes):
    return send(client, make_location(), document_kind="letter", document=upload(content), **changes)


@pytest.mark.parametrize(
    ("content", "pages"),
    [(jpeg(), 1), (png(), 1), (png(mode="L"), 1), (png(mode="P"), 1), (pdf(1), 1), (pdf(5), 5)],
    ids=["jpeg", "png", "grey", "palette", "pdf", "five pages"],
)
def test_pages_become_new_jpegs(content, pages):
    made = pages_of(content)
    assert len(made) == pages
    for page in made:
        with Image.open(io.BytesIO(page)) as image:
            assert (image.format, image.mode) == ("JPEG", "RGB")


def test_nothing_of_the_original_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    [page] = pages_of(jpeg(exif=exif, comment=b"Ana Ruiz"))
    assert b"Taken at home" not in page
    assert b"Ana Ruiz" not in page
    [page] = pages_of(pdf(text="Bipolar"))
    assert b"Bipolar" not in page


def test_what_lies_under_a_black_bar_is_gone():
    """A PDF still holds the text below a bar that is drawn over it; a picture shows only the bar."""
    [page] = pages_of(pdf())
    with Image.open(io.BytesIO(page)) as image:
        scale = image.height / 792
        bar = image.crop([round(edge * scale) for edge in (75, 75, 440, 95)])
        assert max(high for _, high in bar.getextrema()) < 40


def test_scripts_and_files_in_a_pdf_stay_behind():
    [page] = pages_of(pdf_with_scripts())
    for trace in (b"JavaScript", b"evil.test", b"virus.exe", b"while(true)", b"%PDF"):
        assert trace not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf(6), "6 pages; we take at most 5"),
        (pdf(0), "can’t be opened"),
        (b"%PDF-1.7 nothing", "can’t be opened"),
        (pdf()[:200], "can’t be opened"),
        (jpeg()[:500], "not a PDF, PNG, JPEG or WebP"),
        (b"<svg onload='alert(1)'/>", "not a PDF, PNG, JPEG or WebP"),
        (b"MZ\x90\x00", "not a PDF, PNG, JPEG or WebP"),
        (b"", "not a PDF, PNG, JPEG or WebP"),
        (png((9000, 9000), "1"), "12 megapixels"),
        (png((4100, 3100), "1"), "12 megapixels"),
        (b"x" * (MAX_BYTES + 1), "larger than 10 MB"),
    ],
    ids=[
        "six pages",
        "no page",
        "no pdf",
        "cut pdf",
        "cut jpeg",
        "svg",
        "exe",
        "empty",
        "bomb",
        "13 MP",
        "large",
    ],
)
def test_what_is_not_a_document_is_refused_with_a_message(content, words):
    with pytest.raises(UnreadableDocument, match=words):
        pages_of(content)


def test_a_page_of_enormous_size_is_drawn_small():
    huge = pdf().replace(b"0 0 612 792", b"0 0 99999 99999")
    [page] = pages_of(huge)
    with Image.open(io.BytesIO(page)) as image:
        assert max(image.size) <= 2200


def test_a_file_that_takes_hours_to_draw_or_gigabytes_to_unpack_is_given_up():
    for bomb in (pdf_of_nested_drawings(), pdf_that_unpacks_to(gigabytes=1)):
        assert len(bomb) < 20_000
        with pytest.raises(UnreadableDocument, match="can’t be opened"):
            pages_of(bomb)


@pytest.mark.parametrize("content", [pdf(), jpeg()], ids=["pdf", "picture"])
def test_while_another_file_is_read_one_is_asked_to_send_it_again(monkeypatch, content):
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0)
    with turns.one_at_a_time(), pytest.raises(UnreadableDocument, match="in a minute"):
        pages_of(content)
    assert len(pages_of(content)) == 1


def test_a_picture_of_a_camera_with_twelve_megapixels_is_taken():
    assert len(pages_of(png((4032, 3024), "L"))) == 1


@pytest.mark.django_db
def test_a_document_is_stored_encrypted_and_only_as_pictures(client):
    assert send_document(client, pdf(2)).status_code == 302
    stored = list(VisitDocument.objects.all())
    assert [row.page for row in stored] == [1, 2]
    for row in stored:
        # Not "JFIF" alone: in a hundred kilobytes of random letters it is there once in two hundred runs.
        assert b"JFIF\0" not in bytes(row.content)
        assert b"JFIF\0" not in urlsafe_b64decode(bytes(row.content))
        assert documents.page_content(row).startswith(b"\xff\xd8\xff")
    assert Review.objects.get().proof_level == ProofLevel.EMAIL  # until a moderator has looked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "changes", "words"),
    [
        (pdf(6), {}, "6 pages"),
        (b"x" * (MAX_BYTES + 1), {}, "larger than 10 MB"),
        (pdf(), {"document_kind": ""}, "what kind of document"),
    ],
)
def test_a_refused_document_gets_a_message_at_its_field_and_nothing_typed_is_lost(
    client, content, changes, words
):
    response = send(
        client, make_location(), **{"document_kind": "letter", "document": upload(content), **changes}
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert words in page
    assert TEXT in page
    assert not VisitDocument.objects.exists()


@pytest.mark.django_db
def test_no_address_of_the_public_leads_to_a_document(client):
    send_document(client, jpeg())
    document = VisitDocument.objects.get()
    for path in (f"/media/{document.pk}", f"/media/documents/{document.pk}.jpg"):
        assert client.get(path).status_code == 404


def review_with_document(moment):
    location = make_location()
    draft = Draft(overall=3, text=TEXT, care_month=3, care_year=2026, service=Service.TMS)
    proof = Proof(document_kind="receipt", pages=(jpeg(),))
    review = submit(location=location, draft=draft, proof=proof, email="a@example.com", sender=Sender())
    review.documents.update(delete_after=moment + timedelta(hours=72))
    return review


@pytest.mark.django_db
@pytest.mark.parametrize("is_accepted", [True, False])
def test_with_the_decision_the_document_is_gone_and_method_and_date_stay(is_accepted):
    review = review_with_document(timezone.now())
    documents.settle(review, is_accepted=is_accepted)
    review.save()
    assert not VisitDocument.objects.exists()
    expected = ("B", timezone.localdate()) if is_accepted else ("C", None)
    assert (review.proof_level, review.proof_checked_on) == expected


@pytest.mark.django_db
def test_without_a_document_nothing_is_accepted():
    review, moderator = make_review(), make_user(is_moderator=True)
    review = approve_and_publish(review_id=review.pk, moderator=moderator, document_shows_visit=True)
    assert review.proof_level == ProofLevel.EMAIL


@pytest.mark.django_db
def test_a_document_that_is_deleted_within_the_ten_minutes_has_still_been_checked():
    review, moderator = make_review(document_kind="letter"), make_user(is_moderator=True)
    make_document(review)
    approve(review_id=review.pk, moderator=moderator, document_shows_visit=True)
    documents.delete_old(timezone.now() + timedelta(hours=73))
    publish_what_is_approved()
    assert Review.objects.get(pk=review.pk).proof_level == ProofLevel.DOCUMENT


@pytest.mark.django_db
def test_after_72_hours_the_job_deletes_it_in_any_case(monkeypatch):
    start = timezone.now()
    review = review_with_document(start)
    for hours, left in ((0, 1), (71.9, 1), (72, 0)):
        moment = start + timedelta(hours=hours)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        tasks.delete_documents(0)
        assert VisitDocument.objects.count() == left
    review.refresh_from_db()
    assert (review.state, review.proof_level) == (State.UNCONFIRMED, ProofLevel.EMAIL)


def test_the_job_runs_every_ten_minutes():
    assert tasks.app.periodic_registry.periodic_tasks[("reviews.delete_documents", "")].cron == "*/10 * * * *"


@pytest.mark.django_db
def test_a_document_that_came_with_an_earlier_text_serves_the_later_one(client):
    location = make_location()
    send_and_confirm(client, location, document_kind="eob", document=upload(jpeg(), "eob.jpg"))
    later = send_and_confirm(client, location, overall="2")
    assert later.documents.count() == 1
    assert later.document_kind == "eob"


@pytest.mark.django_db
def test_only_the_moderator_who_holds_the_review_sees_its_document(moderator_client, cast):
    review = make_review(cast.location, document_kind="letter")
    document = make_document(review, b"jpeg bytes")
    url = reverse("visit-document", args=[document.pk])
    assert moderator_client.get(url).status_code == 403
    assert url in moderator_client.get(page_of(review)).content.decode()
    response = moderator_client.get(url)
    assert (response.content, response["Content-Type"]) == (b"jpeg bytes", "image/jpeg")
    assert "no-store" in response["Cache-Control"]
    other = Client()
    other.force_login(make_user(is_moderator=True, second_factor=True))
    assert other.get(url).status_code == 403
