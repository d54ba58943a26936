"""What several models of the guides share."""

from django.core.validators import RegexValidator

# Keys and slugs that authors write into texts. Constraints enforce the same pattern.
KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

key_validator = RegexValidator(KEY_PATTERN, "Small letters, digits and hyphens only, such as donse2018.")
