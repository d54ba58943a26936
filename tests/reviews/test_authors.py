"""Authors are found again by the hash of their address."""

import pytest

from reviews.authors import canonical_address, email_hash


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ana@Example.com", "ana@example.com", True),
        ("ana+x@example.com", "ana@example.com", True),
        ("a.n.a@gmail.com", "ana@googlemail.com", True),
        ("a.na@example.com", "ana@example.com", False),
        ("ana@example.com", "ana@example.org", False),
    ],
)
def test_one_mailbox_is_one_person(one, other, is_same):
    assert (email_hash(one) == email_hash(other)) is is_same
    assert (canonical_address(one) == canonical_address(other)) is is_same


def test_names_that_begin_with_a_plus_are_different_people():
    one, other = "+15551230001@sms.example.com", "+15559990002@sms.example.com"
    assert email_hash(one) != email_hash(other)
    assert canonical_address(one.upper()) == one


def test_nobody_computes_a_hash_without_the_secret(settings):
    before = email_hash("ana@example.com")
    settings.SECRET_KEY = "another"
    assert email_hash("ana@example.com") != before
