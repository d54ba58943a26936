"""The planner's form fields, with their controls and error messages."""

from collections.abc import Iterable
from typing import cast

from django import forms


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input"})


def date_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    # Browsers without a date control send the date as it was typed, in the American order.
    formats = ["%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y"]
    messages = {
        "required": "Choose the day of the first visit.",
        "invalid": "That is not a date. Write it as month/day/year, such as 3/9/2027.",
    }
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=DateInput(),
        input_formats=formats,
        error_messages=messages,
    )


def number_field(label: str, maximum: int, help_text: str) -> forms.IntegerField:
    message = f"Write a number from 1 to {maximum}, or leave it empty."
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=1,
        max_value=maximum,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
        error_messages={"invalid": message, "min_value": message, "max_value": message},
    )


def select_field(label: str, help_text: str = "", *, required: bool = False) -> forms.ChoiceField:
    messages = {"required": "Choose one.", "invalid_choice": "Choose one from the list."}
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Select(attrs={"class": "select"}),
        error_messages=messages,
    )


def set_choices(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Set the choices of one of the form's choice fields."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
