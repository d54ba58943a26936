"""The ids of the terms that invented listings use."""

from dataclasses import dataclass

from providers.models import Term


class MissingTerms(RuntimeError):
    """The vocabulary lacks terms that the demo uses."""


@dataclass(frozen=True)
class TermIds:
    """The ids of all terms, by "vocabulary/slug"."""

    by_name: dict[str, int]

    @classmethod
    def read(cls) -> "TermIds":
        return cls({f"{term.vocabulary}/{term.slug}": term.pk for term in Term.objects.all()})

    def __getitem__(self, name: str) -> int:
        """Raises MissingTerms."""
        try:
            return self.by_name[name]
        except KeyError as error:
            raise MissingTerms(f"The term {name} is not there: run load_vocabulary first.") from error
