"""What people type into a text area: kept as typed, without invisible control characters."""

import unicodedata

from django import forms

# Line breaks and tabs are the only control characters that a text may hold.
KEPT_CONTROLS = "\n\t"


def plain_text(text: str) -> str:
    """The text in one Unicode form (NFC), without control characters; markup stays the text that it is."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (char for char in text if char in KEPT_CONTROLS or unicodedata.category(char) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def plain_text_within(text: str, max_length: int, min_length: int = 0) -> str:
    """The plain text, at least `min_length` and at most `max_length` characters long.

    Raises forms.ValidationError. Counts what is left of the text, which a field's own max_length does not.
    """
    text = plain_text(text)
    if len(text) < min_length:
        raise forms.ValidationError(f"Please write at least {min_length} characters; this is {len(text)}.")
    if len(text) > max_length:
        raise forms.ValidationError(f"Please write at most {max_length:,} characters; this is {len(text):,}.")
    return text


class PlainTextForm(forms.Form):
    """A form whose field `text` holds plain text."""

    use_required_attribute = False

    def clean_text(self) -> str:
        return plain_text(self.cleaned_data["text"])
