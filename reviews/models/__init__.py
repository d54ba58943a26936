"""The tables of reviews."""

from reviews.models.codes import CodeBatch, VisitCode
from reviews.models.documents import VisitDocument
from reviews.models.ledger import LedgerClose, LedgerMedian, LedgerReason, LedgerSum
from reviews.models.moderation import (
    ALONE_AFTER,
    OPEN_NOTICES,
    Appeal,
    Decision,
    ModerationHold,
    ReaderReport,
    Reason,
    ReplyReason,
    Subject,
    Takedown,
)
from reviews.models.questions import Answer, Question
from reviews.models.rating import HelpfulVote, RatingSummary
from reviews.models.reply import Reply
from reviews.models.review import (
    EMPTIED,
    PENDING,
    DocumentKind,
    ProofLevel,
    Relationship,
    Review,
    Service,
    State,
)

__all__ = [
    "ALONE_AFTER",
    "EMPTIED",
    "OPEN_NOTICES",
    "PENDING",
    "Answer",
    "Appeal",
    "CodeBatch",
    "Decision",
    "DocumentKind",
    "HelpfulVote",
    "LedgerClose",
    "LedgerMedian",
    "LedgerReason",
    "LedgerSum",
    "ModerationHold",
    "ProofLevel",
    "Question",
    "RatingSummary",
    "ReaderReport",
    "Reason",
    "Relationship",
    "Reply",
    "ReplyReason",
    "Review",
    "Service",
    "State",
    "Subject",
    "Takedown",
    "VisitCode",
    "VisitDocument",
]
