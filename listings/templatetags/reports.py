"""The kinds of report for the page of a location, whose app doesn't know about reports."""

from django import template

from listings.models import Report

register = template.Library()


@register.simple_tag
def report_kinds() -> list[tuple[str, str]]:
    """The kinds of report: value and label."""
    return Report.Kind.choices
