"""Bodies that are larger than their page accepts: refused before they are read."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.uploads.bodies import IS_TOO_LARGE, MAX_BODY, counts_chunks
from accounts.uploads.limits import limits_uploads
from tests.cast import make_cast
from tests.directory.permission_rows import make_arguments
from tests.directory.test_permissions import addresses, path_of
from tests.factories import make_location

MEGABYTE = 2**20


class UnreadableBody(io.RawIOBase):
    """A body that fails the test if anything reads it."""

    def read(self, size=-1):
        raise AssertionError("The body was read.")

    readline = readinto = read


def send(client, path, length, method="POST", **headers):
    headers = {"CONTENT_LENGTH": str(length), "wsgi.input": UnreadableBody(), **headers}
    return client.generic(method, path, content_type="multipart/form-data; boundary=x", **headers)


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary")
def test_no_address_of_the_site_reads_300_megabytes(settings):
    settings.DEMO = True
    cast = make_cast()
    arguments = make_arguments(cast)
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(cast.owner)
    tried = 0
    for address in addresses():
        path = path_of(address, arguments)
        for method in ("POST", "GET"):
            response = send(client, path, 300 * MEGABYTE, method)
            assert response.status_code == 413, f"{method} {path}: {response.status_code}"
            tried += 1
    assert tried > 300


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary")
def test_a_page_of_a_small_form_takes_so_much_and_no_more(client):
    assert client.post("/planner/", {"home": "x" * 100_000}).status_code == 200
    response = send(client, "/planner/", MAX_BODY + 1)
    assert response.status_code == 413
    page = response.content.decode()
    assert "too large for this form" in page
    assert "shows what you typed" in page


@pytest.mark.django_db
def test_the_page_of_an_upload_says_how_large_a_file_can_be(client):
    location = make_location()
    response = send(client, f"/reviews/write/{location.pk}/", 30 * MEGABYTE)
    assert response.status_code == 413
    assert "at most 10 MB here" in response.content.decode()


@pytest.mark.django_db
def test_a_file_somewhat_over_the_limit_is_refused_beside_its_field_and_nothing_typed_is_lost(client):
    location = make_location()
    sent = {"text": "What I wrote", "document": SimpleUploadedFile("a.pdf", bytes(15 * MEGABYTE))}
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    response = client.post(f"/reviews/write/{location.pk}/", sent)
    assert response.status_code == 400
    page = response.content.decode()
    assert "larger than 10 MB" in page
    assert "What I wrote" in page


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["-1", "x", "9" * 400, "1e9"])
def test_a_length_that_is_no_number_of_bytes_is_refused(client, length):
    assert send(client, "/planner/", length).status_code == 413


def test_a_form_with_several_files_may_have_each_of_them():
    @limits_uploads(MEGABYTE, files=5)
    def view(request):
        return HttpResponse()

    assert view.max_body_bytes >= 5 * MEGABYTE
    assert view.max_file_bytes == MEGABYTE


class Stream(io.BytesIO):
    """Counts what is read of it."""

    read_bytes = 0

    def read(self, size=-1):
        part = super().read(size)
        self.read_bytes += len(part)
        return part


def chunked(length):
    """What an application is given of a body of such a length that comes in chunks; and the stream."""
    stream, seen = Stream(b"x" * length), {}
    environ = {"wsgi.input": stream, "wsgi.input_terminated": True}
    counts_chunks(lambda environ, start_response: seen.update(environ) or [])(environ, None)
    return seen, stream


@pytest.mark.parametrize("length", [0, 1, MAX_BODY])
def test_a_body_in_chunks_gets_its_length(length):
    seen, _ = chunked(length)
    assert seen["CONTENT_LENGTH"] == str(length)
    assert seen["wsgi.input"].read() == b"x" * length
    assert IS_TOO_LARGE not in seen


@pytest.mark.parametrize("length", [MAX_BODY + 1, 300 * MEGABYTE])
def test_a_body_in_chunks_is_counted_while_it_is_read(length):
    seen, stream = chunked(length)
    assert seen[IS_TOO_LARGE]
    assert seen["wsgi.input"].read() == b""
    assert stream.read_bytes == MAX_BODY + 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/planner/", "/reviews/write/{}/"])
def test_chunks_that_were_too_many_get_the_same_page(client, path):
    location = make_location()
    response = client.post(path.format(location.pk), **{IS_TOO_LARGE: True})
    assert response.status_code == 413


def test_a_body_with_its_length_is_left_alone():
    stream = UnreadableBody()
    environ = {"wsgi.input": stream, "wsgi.input_terminated": True, "CONTENT_LENGTH": "5"}
    seen = {}
    counts_chunks(lambda environ, start_response: seen.update(environ) or [])(environ, None)
    assert seen["wsgi.input"] is stream


@pytest.mark.django_db
def test_fields_of_more_than_two_megabytes_get_the_same_page(client):
    location = make_location()
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    response = client.post(f"/reviews/write/{location.pk}/", {"text": "x" * (3 * MEGABYTE)})
    assert response.status_code == 413
    assert "too large for this form" in response.content.decode()
