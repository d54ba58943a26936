"""The forms of the admin for versions of guides."""

from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils import timezone

from content.models import GuideVersion

LONGEST_TEXT = 100_000


class VersionForm(forms.ModelForm):
    """The text of a version and what is said about it; its status changes by publishing only."""

    body = forms.CharField(
        label="Text",
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 36, "class": "vLargeTextField guide-source", "spellcheck": "true"}
        ),
        help_text="Markdown. The blocks and how to cite are explained in docs/guides.md.",
    )

    class Meta:
        model = GuideVersion
        fields: ClassVar = [
            "guide",
            "title",
            "summary",
            "body",
            "symptoms",
            "last_reviewed",
            "next_review_due",
            "terms",
        ]
        widgets: ClassVar = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def clean_body(self) -> str:
        """With one kind of line end: browsers send two characters for each."""
        return self.cleaned_data["body"].replace("\r\n", "\n").replace("\x00", "")


class PublishForm(forms.Form):
    """When a version goes out, and why what the check found may stand."""

    at = forms.DateTimeField(
        label="Publish at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Empty: now. In the time zone of the site.",
    )
    reason = forms.CharField(
        label="Reason to let the findings pass",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept with the version, each finding and your name.",
    )

    def clean_at(self) -> datetime | None:
        moment = self.cleaned_data["at"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError("This moment is over. Leave it empty to publish now.")
        return moment
