"""Pictures: made anew in three sizes, and whatever else is uploaded refused with a sentence."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from listings.editor.forms.photos import UploadForm
from listings.editor.photo_actions import MAX_PHOTOS, add_photo
from listings.editor.pictures import NotAPicture, read_picture
from listings.editor.saving import save_section
from providers.listing.values import read_section
from providers.models import Location, Photo
from tests.cast import make_user
from tests.factories import make_location
from tests.listings.editor.files import HEIC, SVG, camera_picture, malformed, picture, png_that_claims
from tests.listings.editor.filling import open_form, save
from tests.listings.editor.listing import old_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
WORDS = {"upload-alternative_text": "The front door"}


@pytest.fixture
def location():
    return make_location()


@pytest.fixture
def editor(client, location):
    client.force_login(old_hand(location))
    client.raise_request_exception = True
    return client


def upload(client, location, content: bytes, name: str = "door.jpg", **changed):
    fields = open_form(client, location, "photos") | WORDS | changed
    return save(client, location, "photos", {**fields, "upload-picture": SimpleUploadedFile(name, content)})


def files(media: Path) -> list[str]:
    return sorted(path.name for path in (media / "photos").glob("*"))


def test_a_picture_is_kept_in_three_sizes_without_what_the_camera_wrote(editor, location, media):
    assert upload(editor, location, camera_picture()).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.alternative_text) == (600, 900, "The front door")
    assert files(media) == [f"{photo.key}-{size}.jpg" for size in (1600, 480, 960)]
    for size, expected in ((480, (320, 480)), (960, (600, 900)), (1600, (600, 900))):
        content = (media / "photos" / f"{photo.key}-{size}.jpg").read_bytes()
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("JPEG", expected)
        assert not image.getexif()
        assert b"secret words" not in content
        assert b"Ana Ruiz" not in content


@pytest.mark.parametrize(
    ("format", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("WEBP", "RGB"),
    ],
)
def test_every_kind_of_picture_becomes_a_jpeg(format, mode):
    source = "L" if mode == "I;16" else mode
    image = Image.radial_gradient("L").resize((300, 300)).convert(source)
    image = image.convert("I;16") if mode == "I;16" else image
    file = io.BytesIO()
    image.save(file, format)
    made = read_picture(file, file.tell())
    assert (made.width, made.height) == (300, 300)
    for content in made.files:
        with Image.open(io.BytesIO(content)) as image:
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (300, 300))
            assert not image.getexif()


def test_a_large_picture_is_made_smaller():
    content = picture(4000, 3000)
    made = read_picture(io.BytesIO(content), len(content))
    assert (made.width, made.height) == (1600, 1200)


def test_the_page_shows_pictures_with_their_size_so_that_nothing_moves(editor, location):
    upload(editor, location, picture(2000, 1000))
    key = Photo.objects.get().key
    html = editor.get(location.get_absolute_url()).content.decode()
    assert f'src="/photos/{key}-960.jpg"' in html
    assert f"/photos/{key}-480.jpg 480w, /photos/{key}-960.jpg 960w, /photos/{key}-1600.jpg 1600w" in html
    for attribute in ('width="960"', 'height="480"', 'loading="lazy"', 'alt="The front door"'):
        assert attribute in html


def test_a_picture_is_served_with_long_cache_headers(editor, client, location):
    upload(editor, location, picture())
    client.logout()
    response = client.get(f"/photos/{Photo.objects.get().key}-480.jpg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (480, 360)


def test_a_public_picture_costs_one_query(editor, client, location, django_assert_num_queries):
    upload(editor, location, picture())
    address = f"/photos/{Photo.objects.get().key}-480.jpg"
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("status", Location.Status)
def test_a_picture_is_public_while_its_listing_has_a_page_and_else_its_team_s(editor, location, status):
    upload(editor, location, picture())
    Location.objects.filter(pk=location.pk).update(status=status)
    address = f"/photos/{Photo.objects.get().key}-480.jpg"
    has_page = status in ("published", "closed")
    caching = "public, max-age=31536000, immutable" if has_page else "private, max-age=300"
    assert editor.get(address)["Cache-Control"] == caching
    admin = make_user(is_superuser=True, second_factor=True)
    for user, may_see in ((None, has_page), (make_user(), has_page), (admin, True)):
        client = Client()
        if user:
            client.force_login(user)
        answer = client.get(address)
        assert answer.status_code == (200 if may_see else 404)
        assert may_see or "public" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize(
    "name", ["0" * 32 + "-480", "0" * 32 + "-481", "../settings-480", "AB" * 16 + "-480"]
)
def test_there_is_no_page_for_what_is_no_picture(client, name):
    assert client.get(f"/photos/{name}.jpg").status_code == 404


def test_a_file_without_a_listing_is_not_served(client, media):
    (media / "photos").mkdir()
    (media / "photos" / f"{'a' * 32}-480.jpg").write_bytes(picture())
    assert client.get(f"/photos/{'a' * 32}-480.jpg").status_code == 404


def test_words_are_required_and_nothing_else_is_kept(editor, location, media):
    response = upload(editor, location, picture(), **{"upload-alternative_text": " "})
    html = response.content.decode()
    assert 'id="id_upload-alternative_text_error"' in html
    assert 'href="#id_upload-alternative_text"' in html
    assert files(media) == []


def test_order_and_words_are_changed_together(editor, location):
    for words in ("First", "Second"):
        upload(editor, location, picture(300, 300), **{"upload-alternative_text": words})
    fields = open_form(editor, location, "photos")
    save(editor, location, "photos", fields, photos__0__position="2", photos__1__position="1")
    photos = read_section(location.pk, "photos")["photos"]
    assert [photo["alternative_text"] for photo in photos] == ["Second", "First"]


def test_a_removed_picture_loses_its_files_at_the_commit(
    editor, location, media, django_capture_on_commit_callbacks
):
    upload(editor, location, picture(300, 300))
    fields = open_form(editor, location, "photos")
    with django_capture_on_commit_callbacks() as callbacks:
        save(editor, location, "photos", fields, photos__0__remove="on")
    assert len(files(media)) == 3
    for callback in callbacks:
        callback()
    assert files(media) == []
    assert not Photo.objects.exists()


def test_a_listing_that_is_deleted_takes_its_files_along(
    editor, location, media, django_capture_on_commit_callbacks
):
    upload(editor, location, picture(300, 300))
    with django_capture_on_commit_callbacks(execute=True):
        location.practice.delete()
    assert files(media) == []


def test_a_write_that_does_not_happen_leaves_no_files(location, media):
    image = read_picture(io.BytesIO(picture()), 1)
    user = make_user()
    with pytest.raises(RuntimeError), connection.execute_wrapper(refuse_inserts):
        add_photo(location=location, picture=image, alternative_text="Door", user=user)
    assert files(media) == []


def refuse_inserts(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "providers_photo"'):
        raise RuntimeError("the disk of the database is full")
    return execute(sql, params, many, context)


def test_a_listing_has_at_most_twelve_pictures(editor, location, media):
    for number in range(MAX_PHOTOS):
        Photo.objects.create(
            location=location, key=f"{number:032x}", alternative_text="Door", width=300, height=300
        )
    response = upload(editor, location, picture(300, 300))
    assert "at most 12 photos" in response.content.decode()
    assert (Photo.objects.count(), files(media)) == (MAX_PHOTOS, [])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("phone.heic", HEIC, "HEIC or AVIF"),
        ("drawing.svg", SVG, "not a JPEG, PNG or WebP"),
        ("empty.jpg", b"", "empty"),
        ("bomb.png", png_that_claims(65_000, 65_000), "more than 24 megapixels"),
        ("wide.png", png_that_claims(6_000, 4_200), "more than 24 megapixels"),
        ("cut.jpg", picture()[:3000], "damaged"),
        ("tiny.png", picture(20, 20, format="PNG"), "Each side needs 200"),
        ("large.jpg", b"\xff\xd8" + bytes(19 * 2**20), "larger than 10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_said_beside_the_field(editor, location, media, name, content, sentence):
    response = upload(editor, location, content, name)
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html[html.index('id="id_upload-picture_error"') :][:400]
    assert 'value="The front door"' in html
    assert (Photo.objects.count(), files(media)) == (0, [])


def test_two_hundred_malformed_files_are_each_refused_with_a_sentence():
    files_tried = list(malformed())
    assert len(files_tried) >= 200
    for name, content in files_tried:
        file = SimpleUploadedFile(name, content, content_type="image/jpeg")
        form = UploadForm({"alternative_text": "The front door"}, {"picture": file})
        assert list(form.errors) == ["picture"], name


def test_malformed_files_that_are_sent_get_a_page_and_nothing_is_half_applied(editor, location, media):
    fields = open_form(editor, location, "photos") | WORDS
    for name, content in list(malformed())[::14]:
        file = SimpleUploadedFile(name, content, content_type="image/jpeg")
        response = save(editor, location, "photos", {**fields, "upload-picture": file})
        assert response.status_code == 200, name
        assert 'id="id_upload-picture_error"' in response.content.decode(), name
    assert (Photo.objects.count(), files(media)) == (0, [])


def test_a_polyglot_keeps_its_picture_and_nothing_else(editor, location, media):
    """A picture with a program behind it is a picture: what is kept is made anew from its pixels."""
    upload(editor, location, picture() + b"<script>alert(1)</script>PK\x03\x04", "both.jpg")
    for path in (media / "photos").iterdir():
        assert b"<script>" not in path.read_bytes()
    assert Photo.objects.count() == 1


def test_a_picture_beside_wrong_words_in_the_section_is_not_kept(editor, location, media):
    upload(editor, location, picture(300, 300))
    response = upload(editor, location, picture(300, 300), **{"photos-0-alternative_text": ""})
    assert response.status_code == 200
    assert Photo.objects.count() == 1


def test_a_page_that_was_not_saved_asks_for_the_picture_again_and_keeps_its_words(editor, location):
    upload(editor, location, picture(300, 300))
    html = upload(editor, location, picture(300, 300), **{"photos-0-alternative_text": ""}).content.decode()
    assert "Choose the picture again" in html
    assert 'value="The front door"' in html
    html = upload(editor, location, picture(300, 300), do="preview").content.decode()
    assert 'value="The front door"' in html
    assert "Please check" not in html


def test_a_picture_taken_away_does_not_come_back(location):
    gone = {"key": "a" * 32, "alternative_text": "Door", "width": 300, "height": 300}
    with pytest.raises(Exception, match="taken away"):
        save_section(location=location, section="photos", values={"photos": [gone]}, user=make_user())


def test_a_file_over_the_limit_is_refused_whatever_it_says_it_is():
    with pytest.raises(NotAPicture, match="larger than 10 MB"):
        read_picture(io.BytesIO(b""), 10 * 2**20 + 1)
