"""What templates of listings need, and the page of a location, whose app doesn't know about reports."""

from django import template

from listings.days import day_of
from listings.models import Report

register = template.Library()
register.filter("day", day_of)


@register.simple_tag
def report_kinds() -> list[tuple[str, str]]:
    """The kinds of report: value and label."""
    return Report.Kind.choices
