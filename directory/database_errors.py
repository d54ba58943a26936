"""Explaining database errors to the person who started a command, in one sentence."""

import errno

import psycopg
from django.db import DatabaseError


def in_one_sentence(error: DatabaseError | OSError) -> str:
    """What happened and, if possible, what to do."""
    cause = error.__cause__
    no_space = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if no_space or isinstance(cause, psycopg.errors.DiskFull):
        return "The disk is full: make room (about 500 MB) and start again."
    lines = str(error).strip().splitlines() or [type(error).__name__]
    if isinstance(error, OSError):
        return f"A file could not be used: {lines[0]}."
    return f"The database does not answer: {lines[0]}"
