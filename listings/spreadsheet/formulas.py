"""Cells that a spreadsheet program would run as a formula (OWASP, "CSV Injection").

A download puts an apostrophe in front of such a cell, and an upload removes one. A text that begins with
apostrophes and then such a character gets one more, so nothing is lost either way.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALIZED = re.compile(r"'+[=+\-@\t\r]")


def neutralized(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """The inverse of `neutralized`; any other text stays as it is."""
    return text[1:] if _NEUTRALIZED.match(text) else text
