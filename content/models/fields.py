"""Columns that several tables of the guides share."""

from django.core.validators import RegexValidator

# What keys and slugs look like that people write into texts; also enforced by constraints.
KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

key_validator = RegexValidator(KEY_PATTERN, "Small letters, digits and hyphens only, such as donse2018.")
