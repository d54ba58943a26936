"""Who adds a clinic and how it is proven; and what an admin says about one."""

from django import forms

from listings.claims.forms import ProofForm
from providers.web.form_fields import OneLine


class NewClaimForm(ProofForm):
    """Like a claim of a listed practice; its NPI was asked for before."""

    position = OneLine(
        label="Your position there",
        max_length=100,
        help_text="Such as “office manager”.",
        error_messages={"required": "Say what you do there."},
    )
    field_order = ["position", "method", "proof_email", "documents"]


class AdminForm(forms.Form):
    """What an admin decides about a practice that is being added."""

    is_confirmed = forms.BooleanField(
        label="I phoned them today and asked about everything here",
        required=False,
        help_text="Each section is then dated today, “confirmed by us, by phone.” Without it, most searches "
        "leave the place out until somebody confirms it.",
    )
    publishes = forms.BooleanField(label="Publish it now", required=False, initial=True)
