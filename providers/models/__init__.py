"""The tables of the directory."""

from providers.models.place import GazetteerLoad, Place

__all__ = ["GazetteerLoad", "Place"]
