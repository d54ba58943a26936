"""What a person is told when a command meets a database error."""

import errno

import psycopg
from django.db import OperationalError

from directory.database_errors import in_one_sentence

FULL = "The disk is full: make room (about 500 MB) and start again."


def test_a_server_whose_disk_is_full():
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull("could not extend file: No space left on device")
    assert in_one_sentence(error) == FULL


def test_our_own_disk_is_full():
    assert in_one_sentence(OSError(errno.ENOSPC, "No space left on device")) == FULL


def test_a_server_that_is_gone_is_told_in_its_first_words():
    error = OperationalError("the connection is closed\nThis probably means ...")
    assert in_one_sentence(error) == "The database does not answer: the connection is closed"


def test_a_file_that_cannot_be_used():
    error = PermissionError(errno.EACCES, "Permission denied", "/srv/static")
    assert in_one_sentence(error) == "A file could not be used: [Errno 13] Permission denied: '/srv/static'."
