"""The limited process: whatever a file makes its library do, the site gets an answer and its memory back."""

import os

import pytest

from accounts.uploads import limited_process
from accounts.uploads.limited_process import LimitedProcessError, run

PROGRAMS = "tests.accounts.uploads.programs"


def test_a_program_gets_the_file_and_options_and_answers_with_a_value_and_files():
    content = os.urandom(300_000)
    answer = run(f"{PROGRAMS}.echo", content, draw=5, names=["a"])
    assert answer.value == {"draw": 5, "names": ["a"]}
    assert answer.files == [content, b"second"]


@pytest.mark.parametrize("way", ["computes", "takes memory", "fails", "is killed", "answers nonsense"])
def test_a_program_that_goes_wrong_is_an_error_and_the_next_file_is_opened(way):
    with pytest.raises(LimitedProcessError):
        run(f"{PROGRAMS}.misbehaving", b"", way=way)
    assert run(f"{PROGRAMS}.echo", b"x").files[0] == b"x"


def test_a_program_that_only_sleeps_is_ended(monkeypatch):
    monkeypatch.setattr(limited_process, "SECONDS", 0.2)
    with pytest.raises(LimitedProcessError):
        run(f"{PROGRAMS}.misbehaving", b"", way="sleeps")


def test_a_program_that_writes_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(limited_process, "MAX_ANSWER", 3 * 2**20)
    with pytest.raises(LimitedProcessError):
        run(f"{PROGRAMS}.misbehaving", b"", way="writes without end")


def test_a_program_that_ends_before_it_has_read_the_file_is_no_problem():
    with pytest.raises(LimitedProcessError):
        run(f"{PROGRAMS}.no_such_program", bytes(20 * 2**20))


def test_a_program_sees_no_secret_writes_no_file_and_lets_others_go_first(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    seen = run(f"{PROGRAMS}.looking_around", b"").value
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(seen["environment"])
    assert seen["nice"] > os.nice(0)
    assert not seen["can_write"]
    assert seen["folder"] == "/"
    assert seen["descriptors"] <= 5  # the three standard ones, the lock, and the folder that it lists
