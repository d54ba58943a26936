"""The forms of the admin for versions of guides."""

from datetime import datetime

from django import forms
from django.utils import timezone

from content.models import GuideVersion

MAX_TEXT_LENGTH = 100_000


class VersionForm(forms.ModelForm):
    """The text of a version and its metadata; only publishing changes its status."""

    body = forms.CharField(
        label="Text",
        max_length=MAX_TEXT_LENGTH,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 36, "class": "vLargeTextField guide-source", "spellcheck": "true"}
        ),
        help_text="Markdown. The blocks and how to cite are explained in docs/guides.md.",
    )

    class Meta:
        model = GuideVersion
        fields = [
            "guide",
            "title",
            "summary",
            "body",
            "symptoms",
            "written_on",
            "update_due",
            "terms",
        ]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def clean_body(self) -> str:
        """Browsers send line ends as CR LF; the database keeps LF."""
        return self.cleaned_data["body"].replace("\r\n", "\n").replace("\x00", "")


class PublishForm(forms.Form):
    """The time of publication, and the reason to overrule findings of the check."""

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
