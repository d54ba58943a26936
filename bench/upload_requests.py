"""Requests with a file for each of the site's forms that open one."""

import random
from dataclasses import dataclass, field

from bench.demo_site import DemoSite

CSRF = "a" * 32
BOUNDARY = "----hostile"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass
class Request:
    """`role`: whose session it has; empty for nobody. `file`: the name of a file in its body."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_chunked: bool = False
    role: str = ""
    file: str = ""

    def __str__(self) -> str:
        what = f"{len(self.body):,} bytes" + (", chunked" if self.is_chunked else "")
        return f"{self.method} {self.target[:100]} as {self.role or 'nobody'} ({self.file or what})"


@dataclass(frozen=True)
class UploadForm:
    """A form with the field for its file, and what else it must have to get as far as the file."""

    path: str
    file_field: str
    fields: dict[str, str]
    role: str = ""


def upload_forms(site: DemoSite) -> dict[str, UploadForm]:
    return {
        "photo": UploadForm(
            f"/staff/locations/{site.location_id}/photos/",
            "upload-picture",
            {"do": "save", "upload-alternative_text": "The door"},
            "owner",
        ),
        "review": UploadForm(
            f"/reviews/write/{site.other_location_id}/",
            "document",
            {"relationship": "patient", "document_kind": "letter", "email": "a@example.com"},
        ),
        "claim": UploadForm(
            f"/staff/claim/{site.other_location_id}/",
            "documents",
            {"method": "documents"},  # without a position, so that it stays a form
            "owner",
        ),
        "spreadsheet": UploadForm(f"/staff/practices/{site.practice_id}/spreadsheet/", "file", {}, "owner"),
    }


def upload_request(
    site: DemoSite, form: UploadForm, name: str, content: bytes, dice: random.Random
) -> Request:
    """The file, sent from any address."""
    parts = [(f'name="{key}"', value.encode()) for key, value in form.fields.items()]
    parts.append((f'name="{form.file_field}"; filename="{name}"', content))
    headers = {
        "Host": f"127.0.0.1:{site.port}",
        "X-Forwarded-For": any_address(dice),
        "Sec-Fetch-Site": "same-origin",
        "X-CSRFToken": CSRF,
        "Cookie": cookies(site, form.role),
        "Content-Type": MULTIPART,
    }
    return Request("POST", form.path, headers, multipart(parts), role=form.role, file=name)


def multipart(parts: list[tuple[str, bytes]]) -> bytes:
    """A body of (what the part's disposition says, content)."""
    lines = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content
        for head, content in parts
    ]
    return b"\r\n".join(lines) + f"\r\n--{BOUNDARY}--\r\n".encode()


def cookies(site: DemoSite, role: str) -> str:
    return f"csrftoken={CSRF}" + (f"; sessionid={site.sessions[role]}" if role else "")


def any_address(dice: random.Random) -> str:
    return ".".join(str(dice.randint(1, 220)) for _ in range(4))
