"""Forms for held changes: an admin's decision, and the filter of the queue."""

from typing import Any

from django import forms

from listings.lists import Choice, ListFilter
from listings.models import HeldChange


class HeldDecisionForm(forms.Form):
    APPLY, REFUSE = "apply", "refuse"

    decision = forms.ChoiceField(
        label="Decision",
        choices=[(APPLY, "Make the change public"), (REFUSE, "Refuse it: the page stays as it is")],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one."},
    )
    reason = forms.CharField(
        label="Reason for refusing",
        help_text="The person who asked and the practice’s owners read it.",
        max_length=HeldChange._meta.get_field("reason").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if values.get("decision") == self.REFUSE and not values.get("reason"):
            self.add_error("reason", "Say why, so that the person can do better.")
        return values


class HeldChangeFilter(ListFilter):
    """The changes in one state."""

    state = Choice(
        "State", HeldChange.State.choices, empty_label=None, initial=HeldChange.State.WAITING.value
    )
