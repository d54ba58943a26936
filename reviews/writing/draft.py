"""What an author wrote, checked: the value that goes from the form to the actions."""

import unicodedata
from dataclasses import dataclass, field

from reviews.fingerprint import fingerprint
from reviews.models import Answer, DocumentKind, Question, Service

# Line breaks and tabs are the only control characters that a text may hold.
KEPT_CONTROLS = "\n\t"


def plain_text(text: str) -> str:
    """As typed, in one Unicode form, without invisible controls; markup stays the text that it is."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (sign for sign in text if sign in KEPT_CONTROLS or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(kept).strip()


@dataclass(frozen=True)
class Draft:
    """The content of a review; `answers` in the order of Question."""

    overall: int
    text: str
    care_month: int
    care_year: int
    service: Service
    answers: tuple[Answer, ...] = (Answer.NOT_ANSWERED,) * len(Question)
    would_choose_again: bool | None = None

    def as_fields(self) -> dict[str, object]:
        """As columns of Review."""
        return {
            "overall": self.overall,
            "text": self.text,
            "care_month": self.care_month,
            "care_year": self.care_year,
            "service": self.service.value,
            "answers": [answer.value for answer in self.answers],
            "would_choose_again": self.would_choose_again,
            "fingerprint": fingerprint(self.text),
        }


@dataclass(frozen=True)
class Proof:
    """What came with a review to prove the visit. `code_hash`: of a code that was typed, empty without;
    `pages`: JPEGs of a document."""

    code_hash: str = ""
    document_kind: DocumentKind | None = None
    pages: tuple[bytes, ...] = field(default=(), repr=False)
