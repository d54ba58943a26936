"""Forms for teams: inviting somebody, and changing a role."""

from django import forms

from listings.models import Role

ROLE_CHOICES = [
    (Role.VIEWER.value, "Viewer: sees everything, changes nothing"),
    (Role.EDITOR.value, "Editor: edits and confirms listings"),
    (Role.OWNER.value, "Owner: also keeps the team"),
]


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(
        label="Role",
        choices=ROLE_CHOICES,
        coerce=Role,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )


class InvitationForm(RoleForm):
    email = forms.EmailField(
        label="Mail address",
        max_length=254,
        help_text="The invitation works for this address only.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "role"]
