"""What an author sent, after validation: the values that go from the views to the actions."""

from dataclasses import dataclass, field
from typing import Any

from reviews.fingerprint import fingerprint
from reviews.models import Answer, DocumentKind, Question, Service


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

    def as_fields(self) -> dict[str, Any]:
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
    """What was sent with a review to prove the visit. `code_hash`: of the code that was typed in, or empty;
    `pages`: JPEGs of a document."""

    code_hash: str = ""
    document_kind: DocumentKind | None = None
    pages: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Sender:
    """From where it was sent, for hints to moderators. `visitor_key`: of this day (accounts/visitor.py);
    `network`: a keyed hash, or empty; `is_on_team`: from a browser of somebody on the practice's team."""

    visitor_key: str = ""
    network: str = ""
    is_on_team: bool = False
