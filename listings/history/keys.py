"""What names one save in the history of a listing: what was written in one transaction of one request."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

_TEXT = re.compile(r"([0-9]{1,17})-([0-9a-f]{32}|0)", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoSuchSave(Exception):
    """No save of this listing has that key."""


@dataclass(frozen=True)
class SaveKey:
    """When the transaction began, and django-pghistory's context; none for a job or command."""

    at: datetime
    context: UUID | None

    def __str__(self) -> str:
        """As in addresses: microseconds since 1970, and the context in hexadecimal or 0."""
        microseconds = (self.at - _EPOCH) // timedelta(microseconds=1)
        return f"{microseconds}-{self.context.hex if self.context else 0}"

    @classmethod
    def parse(cls, text: str) -> "SaveKey":
        """The inverse of `str`. Raises NoSuchSave."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise NoSuchSave(text)
        try:
            at = _EPOCH + timedelta(microseconds=int(match[1]))
        except OverflowError as error:  # after the year 9999
            raise NoSuchSave(text) from error
        return cls(at, None if match[2] == "0" else UUID(match[2]))
