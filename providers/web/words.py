"""Moved to providers/words.py."""

from providers.words import *  # noqa: F403
