"""Finding, wording, adding and merging terms."""

from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Func, Q, QuerySet
from django.db.models.fields import TextField

from listings.lists import Choice, ListFilter
from places.text import fold
from providers.models import FIXED_VOCABULARIES, Term, Vocabulary
from providers.vocabulary.catalog import Catalog
from providers.web.form_fields import OneLine

MAX_NAMES = 60
STATES = [("offered", "Offered"), ("retired", "Retired"), ("merged", "Merged into another")]
OPEN_VOCABULARIES = [
    (vocabulary.value, vocabulary.label) for vocabulary in Vocabulary if vocabulary not in FIXED_VOCABULARIES
]


class JoinedNames(Func):
    """All other names of a term as one text."""

    function = "array_to_string"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()


class TermFilter(ListFilter):
    q = django_filters.CharFilter(
        label="Name, synonym, or plan",
        method="named",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    vocabulary = Choice("Vocabulary", Vocabulary.choices, empty_label="All")
    state = Choice("State", STATES, empty_label="All", method="in_state")

    def named(self, terms: QuerySet[Term], name: str, value: str) -> QuerySet[Term]:
        terms = terms.alias(names=JoinedNames("other_names"))
        for word in value.split():
            is_named = Q(label__icontains=word) | Q(slug__icontains=word) | Q(names__icontains=word)
            terms = terms.filter(is_named)
        return terms

    def in_state(self, terms: QuerySet[Term], name: str, value: str) -> QuerySet[Term]:
        if value == "merged":
            return terms.exclude(merged_into=None)
        return terms.filter(is_retired=value == "retired", merged_into=None)


class NamesField(forms.CharField):
    """One name a line; returns a list without repetitions."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Other names",
            required=False,
            max_length=5000,
            help_text="One a line: synonyms, abbreviations, names of plans. Anyone who types one in a "
            "spreadsheet means this term.",
            widget=forms.Textarea(attrs={"rows": 4}),
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MAX_NAMES:
            raise forms.ValidationError(f"At most {MAX_NAMES} names.")
        if long := next((name for name in names if len(name) > 80), None):
            raise forms.ValidationError(f"“{long[:40]}…” has more than 80 characters.")
        return names


class TermForm(forms.Form):
    """How a term is called and explained. No two terms of a vocabulary have a name in common."""

    label = OneLine(label="Name", max_length=80)
    explanation = OneLine(
        label="Explanation",
        max_length=300,
        required=False,
        help_text="One or two plain sentences for patients.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    other_names = NamesField()
    position = forms.IntegerField(
        label="Place in the list", min_value=0, max_value=30_000, help_text="0 is first."
    )

    def __init__(self, data: Any, *, term: Term | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.term = term

    def of_vocabulary(self) -> str:
        return self.term.vocabulary if self.term else self.cleaned_data.get("vocabulary", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = [*cleaned.get("other_names", []), *filter(None, [cleaned.get("label")])]
        catalog = Catalog.from_rows(Term.objects.all())
        for name in names:
            found = catalog.named(self.of_vocabulary(), name)
            if found and (self.term is None or found.id != self.term.pk):
                field = "label" if fold(name) == fold(cleaned.get("label", "")) else "other_names"
                self.add_error(field, f"“{name}” means {found.label} already.")
        return cleaned


class AddTermForm(TermForm):
    """A new term. Its slug is in addresses, so it stays as it is."""

    vocabulary = forms.ChoiceField(label="Vocabulary", choices=OPEN_VOCABULARIES)
    slug = forms.CharField(
        label="Short name for addresses",
        max_length=40,
        help_text="Small letters, digits and hyphens, such as “aetna-better-health”. It stays as it is.",
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and hyphens.")],
    )
    field_order = ["vocabulary", "label", "slug", "explanation", "other_names", "position"]


class MergeForm(forms.Form):
    """Which term this one is merged into."""

    into = forms.ModelChoiceField(
        Term.objects.none(),
        label="Merge into",
        empty_label="Choose the term that stays",
        error_messages={"required": "Choose the term that stays."},
    )

    def __init__(self, data: Any, *, term: Term) -> None:
        super().__init__(data)
        others = Term.objects.filter(vocabulary=term.vocabulary, is_retired=False, merged_into=None)
        self.fields["into"].queryset = others.exclude(pk=term.pk)  # type: ignore[attr-defined]  # of the model
