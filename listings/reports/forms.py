"""Forms for reports: what reporters send, how reports are closed, and the filters of the queue."""

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from listings.lists import Choice, ListFilter
from listings.models import Membership, Report
from providers.web.form_fields import OneLine


class KindForm(forms.Form):
    """The button that was pressed."""

    kind = forms.ChoiceField(choices=Report.Kind)

    def clean_kind(self) -> Report.Kind:
        return Report.Kind(self.cleaned_data["kind"])


class DetailsForm(forms.Form):
    """What a reporter can add: words, and an address to be told the outcome. Both may stay empty."""

    words = forms.CharField(
        label="In your own words",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you found, and when. Please leave out anything about your health: we don’t need it.",
    )
    email = forms.EmailField(
        label="Your email address",
        required=False,
        help_text="Only if you want to be told what came of it. We write once, then delete the address.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CloseForm(forms.Form):
    """How a report is closed."""

    state = forms.ChoiceField(
        label="What came of it",
        widget=forms.RadioSelect,
        choices=[(state.value, state.label) for state in Report.State if state != Report.State.OPEN],
        error_messages={"required": "Please choose one."},
    )
    outcome = OneLine(
        label="A sentence for the person who reported it",
        required=False,
        max_length=500,
        help_text="Mailed if they left an address. Don’t say anything about any patient.",
    )

    def clean_state(self) -> Report.State:
        return Report.State(self.cleaned_data["state"])


class ShieldForm(forms.Form):
    """Why a listing is shielded from reports."""

    reason = OneLine(
        label="Why these reports look like an attack",
        max_length=500,
        help_text="For the log. Other admins read it.",
        error_messages={"required": "Please say why. Other admins need to understand it later."},
    )


# Whether an owner or editor keeps the listing of a report.
IS_KEPT = Exists(Membership.objects.keepers().filter(practice=OuterRef("location__practice")))


class ReportFilter(ListFilter):
    """Reports of one state, of one kind, or of listings that nobody keeps."""

    state = Choice("State", Report.State.choices, empty_label=None, initial=Report.State.OPEN.value)
    kind = Choice("What is wrong", Report.Kind.choices, empty_label="All")
    unkept = Choice(
        "Listings", [("1", "Only those that nobody keeps")], empty_label="All", method="only_unkept"
    )

    def only_unkept(self, reports: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        return reports.filter(~IS_KEPT)
