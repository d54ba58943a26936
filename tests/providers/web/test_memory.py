"""Bounded memories of a process."""

from providers.web.memory import Latest, Recent


def test_the_least_recently_used_value_goes_first():
    recent = Recent(2)
    recent.put_many({"a": 1, "b": 2})
    recent.get_many(["a"])
    recent.put_many({"c": 3})
    assert recent.get_many(["a", "b", "c"]) == {"a": 1, "c": 3}


def test_a_memory_that_was_cleared_is_empty():
    recent = Recent(2)
    recent.put_many({"a": 1})
    recent.clear()
    assert recent.get_many(["a"]) == {}


def test_the_latest_is_made_once_for_each_source():
    made = []

    def make(source):
        made.append(source)
        return len(made)

    latest = Latest(make)
    one, other = [1], [1]  # equal, and yet two objects
    assert [latest.of(one), latest.of(one), latest.of(other), latest.of(one)] == [1, 1, 2, 3]
