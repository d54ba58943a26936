"""What the operator says about themselves, for the trust pages."""

from typing import Any

from django import forms
from django.utils import timezone

from directory.models import OperatorDetails

DAY = {"type": "date"}

# The sections of the form: a heading, and its fields.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Who you are", ("legal_name", "postal_address", "contact_email", "phone", "security_email")),
    ("Ownership and money", ("ownership", "funding")),
    ("Who handles data for you", ("processors", "affiliates", "backup_days")),
    ("Copyright notices", ("agent_name", "agent_address", "agent_email", "agent_phone")),
    ("Accessibility statement", ("access_status", "access_assessed_on", "access_reply_days")),
    (
        "Policies",
        ("terms_from", "privacy_from", "health_data_from", "further_terms"),
    ),
)


class DetailsForm(forms.ModelForm):
    """Every field may stay empty: the pages then say that it is missing."""

    use_required_attribute = False

    class Meta:
        model = OperatorDetails
        fields = [name for _, names in SECTIONS for name in names]
        labels = {
            "legal_name": "Legal name",
            "postal_address": "Postal address",
            "contact_email": "Email address for readers",
            "phone": "Phone number",
            "security_email": "Email address for reports of security problems",
            "ownership": "Who owns this site?",
            "funding": "How is it paid for?",
            "processors": "Companies that handle data for you",
            "affiliates": "Affiliates with which you share health data",
            "backup_days": "Days that backups are kept",
            "agent_name": "Name of your agent",
            "agent_address": "Postal address of your agent",
            "agent_email": "Email address of your agent",
            "agent_phone": "Phone number of your agent",
            "access_status": "How far does the site meet WCAG 2.2 AA?",
            "access_assessed_on": "When was that assessed?",
            "access_reply_days": "Business days until somebody who reports a barrier gets an answer",
            "terms_from": "Terms of use: effective date",
            "privacy_from": "Privacy page: effective date",
            "health_data_from": "Consumer health data privacy policy: effective date",
            "further_terms": "Further terms",
        }
        help_texts = {
            "legal_name": "Of the person or organization that runs this site.",
            "contact_email": "Shown on the contact page. Empty: the setting SITE_CONTACT is used, if it is "
            "set.",
            "security_email": "Published in security.txt. Empty: the address for readers.",
            "ownership": "Name the owners, and say so if one of them has a stake in a clinic, a maker of "
            "devices "
            "or an insurer.",
            "funding": "Name what pays for the site: grants, donations, your own money. If a clinic or a "
            "maker of "
            "devices pays you anything, say for what.",
            "processors": "One per line: the company, and what it does for you, such as hosting, mail or "
            "backups.",
            "affiliates": "One per line, by name. Write “None” if there are none.",
            "agent_name": "Who takes notices of copyright infringement. To be protected as a host, the "
            "agent must "
            "be registered with the US Copyright Office: see dmca.copyright.gov.",
            "access_assessed_on": "The date is shown in the accessibility statement.",
            "terms_from": "Read the page first. Until there is a date, it says that it is a draft.",
            "privacy_from": "Read the page first. Until there is a date, it says that it is a draft.",
            "health_data_from": "Read the page first. Until there is a date, it says that it is a draft.",
            "further_terms": "What your lawyer wants to add, such as governing law. It stands at the end "
            "of the "
            "terms of use, as you write it; an empty line begins a new paragraph.",
        }
        widgets = {
            "postal_address": forms.Textarea(attrs={"rows": 4}),
            "agent_address": forms.Textarea(attrs={"rows": 4}),
            **{
                name: forms.Textarea(attrs={"rows": 5})
                for name in ("ownership", "funding", "processors", "affiliates")
            },
            "further_terms": forms.Textarea(attrs={"rows": 10}),
            **{
                name: forms.DateInput(attrs=DAY, format="%Y-%m-%d")
                for name in ("access_assessed_on", "terms_from", "privacy_from", "health_data_from")
            },
        }

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(heading, [self[name] for name in names]) for heading, names in SECTIONS]

    def clean_access_assessed_on(self) -> Any:
        day = self.cleaned_data["access_assessed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return day
