"""Why a section can't be saved as asked."""


class NotSaved(Exception):
    """A fact that can't be saved as asked; nothing was written. `key` is the fact's (see
    providers/fields/facts.py), `message` a sentence to show next to its field."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


class ChangedMeanwhile(Exception):
    """Another person saved the section after this editor loaded it."""


class UnknownFields(ValueError):
    """Values that the section doesn't hold: a bug in the caller."""
