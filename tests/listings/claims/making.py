"""Claims for tests, made by the actions that make real ones."""

import io
import re
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from listings.claims import codes
from listings.claims.documents import Document
from listings.claims.proving import Proof, enter_code
from listings.claims.starting import start_claim
from listings.models import Claim, RegistryRecord
from providers.models import Location
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.jobs import mails

NPI = "1234567893"
PDF_OF_ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def make_claimable(**fields: object) -> Location:
    """A location of a practice with a website of its own."""
    practice = make_practice(name="Lakeview TMS", website="https://www.lakeviewtms.com/")
    return make_location(name="Lakeview TMS Loop", practice=practice, **fields)


def make_claim(
    location: Location | None = None,
    user: User | None = None,
    *,
    method: str = "website-email",
    **fields: str,
) -> Claim:
    proofs = {
        "website-email": Proof(Claim.Method.WEBSITE_EMAIL, "office@lakeviewtms.com"),
        "phone": Proof(Claim.Method.PHONE),
        "documents": Proof(
            Claim.Method.DOCUMENTS, "", (Document("letter.pdf", "application/pdf", PDF_OF_ONE_PAGE),)
        ),
    }
    return start_claim(
        location=location or make_claimable(),
        user=user or make_user(),
        position=fields.get("position", "Office manager"),
        npi=fields.get("npi", ""),
        proof=proofs[method],
    )


def make_proven_claim(location: Location | None = None, user: User | None = None, **fields: str) -> Claim:
    claim = make_claim(location, user, method="phone", **fields)
    enter_code(claim=claim, typed=codes.readable(claim))
    claim.refresh_from_db()
    return claim


def make_record(**fields: object) -> RegistryRecord:
    """What the registry says about NPI: the practice of `make_claimable`."""
    defaults = {
        "npi": NPI,
        "entity_type": 2,
        "name": "LAKEVIEW TMS, LLC",
        "street": "1 MAIN ST",
        "city": "CHICAGO",
        "state": "IL",
        "postal_code": "60602",
        "phone": "3125550123",
        "taxonomy": "261QM0801X",
        "read_on": date(2026, 11, 8),
    }
    return RegistryRecord.objects.create(**{**defaults, **fields})


def mailed_code(to: str = "office@lakeviewtms.com") -> str:
    """The code in the last mail to this address."""
    return re.search(r"^(\d{4} \d{4})$", mails(to)[-1].text, re.MULTILINE)[1]


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"


def png(width: int = 20, height: int = 10, name: str = "letter.png", kind: str = "PNG") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue())
