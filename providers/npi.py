"""National Provider Identifiers: ten digits, the last of which checks the others.

The check digit is Luhn's over "80840" + NPI (CMS, "Requirements for National Provider Identifier and NPI
check digit"); the constant prefix adds 24 to the sum. Valid does not mean assigned. The database checks
the same with `npi_is_valid` (made by the initial migration); a test holds the two together.
"""

import re

_PREFIX_SUM = 24
_NPI = re.compile(r"[12][0-9]{9}", re.ASCII)


class NotNineDigits(ValueError):
    """What should be the first nine digits of an NPI is something else."""


def is_valid_npi(npi: str) -> bool:
    """Whether `npi` is ten digits, begins with 1 or 2 and has the right check digit."""
    return bool(_NPI.fullmatch(npi)) and npi[9] == _check_digit(npi[:9])


def npi_with_check_digit(nine_digits: str) -> str:
    """The NPI that begins with these nine digits. Raises NotNineDigits.

    An NPI begins with 1 or 2; so must the nine digits.
    """
    if not _NPI.fullmatch(f"{nine_digits}0"):
        raise NotNineDigits(f"{nine_digits!r} is not nine digits that begin with 1 or 2.")
    return nine_digits + _check_digit(nine_digits)


def _check_digit(nine_digits: str) -> str:
    """Luhn: from the right, every other digit counts double, and a two-digit double its digits' sum."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in nine_digits[::2])
    plain = sum(int(digit) for digit in nine_digits[1::2])
    return str(-(_PREFIX_SUM + doubled + plain) % 10)
