"""Rows of a section that repeat: programs, clinicians, closures, pictures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from providers.fields.kinds import Values


class RowForm(forms.Form):
    """One row. Empty rows and rows marked for removal don't count. `label` names the kind of row."""

    remove = forms.BooleanField(required=False, label="Remove")
    label = ""

    @property
    def is_wanted(self) -> bool:
        """After validation: whether to keep the row."""
        return self.has_content() and not self._is_marked()

    def has_content(self) -> bool:
        return any(name != "remove" for name in self.changed_data)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._is_marked():
            self._errors = ErrorDict()  # errors in a row that will be removed don't matter

    def value(self) -> Values:
        """After validation: the row as it is saved."""
        raise NotImplementedError

    def _is_marked(self) -> bool:
        return bool(self.data.get(self.add_prefix("remove")))


class RowForms:
    """The rows of one list, and as many empty ones as are offered.

    Bound rows compare with nothing, so that a row counts by what is in it; unbound ones show `initial`.
    """

    def __init__(
        self,
        form_class: type[RowForm],
        name: str,
        *,
        data: Mapping[str, Any] | None,
        initial: Sequence[Mapping[str, Any]],
        extra: int,
        maximum: int,
        **options: Any,
    ) -> None:
        self.name = name
        self.maximum = maximum
        self.count_name = f"{name}-count"
        if data is None:
            shown = min(len(initial) + extra, max(maximum, len(initial)))
            starts = [*initial, *({} for _ in range(shown - len(initial)))]
            self.forms = [
                form_class(
                    prefix=f"{name}-{index}", initial=dict(start), use_required_attribute=False, **options
                )
                for index, start in enumerate(starts)
            ]
        else:
            self.forms = [
                form_class(
                    data,
                    prefix=f"{name}-{index}",
                    empty_permitted=True,
                    use_required_attribute=False,
                    **options,
                )
                for index in range(self._count(data))
            ]

    def _count(self, data: Mapping[str, Any]) -> int:
        """The number of rows sent, plus one if the user asked to add a row, up to `maximum`."""
        text = str(data.get(self.count_name, ""))
        count = int(text) if text.isdecimal() and len(text) < 4 else 0
        return min(count + (data.get("do") == f"add-{self.name}"), self.maximum)

    def __iter__(self) -> Iterator[RowForm]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def count_field(self) -> SafeString:
        """The hidden field that says how many rows there are."""
        return format_html('<input type="hidden" name="{}" value="{}">', self.count_name, len(self))

    @property
    def can_add(self) -> bool:
        return len(self.forms) < self.maximum

    def is_valid(self) -> bool:
        # A list, not all(): every row is validated, so that all errors show.
        return not [form for form in self.forms if not form.is_valid()]

    def wanted(self) -> list[RowForm]:
        """The valid rows to keep, in order."""
        return [form for form in self.forms if form.is_valid() and form.is_wanted]

    def forget_errors(self) -> None:
        for form in self.forms:
            form.full_clean()
            form._errors = ErrorDict()
