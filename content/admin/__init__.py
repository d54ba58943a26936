"""The guides in the admin: editing, review, publishing, and the records around them."""

from content.admin import guides, records, versions

__all__ = ["guides", "records", "versions"]
