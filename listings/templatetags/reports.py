"""What can be reported of a listing, for the page of a location, which doesn't know reports."""

from django import template

from listings.models import Report

register = template.Library()


@register.simple_tag
def report_kinds() -> list[tuple[str, str]]:
    """The kinds of report: value and label."""
    return Report.Kind.choices
