"""Cells that a spreadsheet program would run as a formula (OWASP, "CSV Injection").

On the way out such a cell gets an apostrophe in front; on the way in one apostrophe is taken off again. A
text that begins with apostrophes and then such a character gets one more, so nothing is lost either way.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALIZED = re.compile(r"'+[=+\-@\t\r]")


def neutralized(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """The inverse of `neutralized`; any other text is as it was."""
    return text[1:] if _NEUTRALIZED.match(text) else text
