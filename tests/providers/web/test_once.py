"""{% once %}: rendered once for each value of what it names."""

import pytest
from django.template import Context, Template


class Counting:
    def __init__(self) -> None:
        self.asked = 0

    def __str__(self) -> str:
        self.asked += 1
        return f"asked {self.asked}"


def test_what_is_inside_is_rendered_once():
    template = Template("{% load once %}{% once %}<{{ value }}>{% endonce %}")
    counting = Counting()
    assert [template.render(Context({"value": counting})) for _ in range(3)] == ["<asked 1>"] * 3


def test_it_is_rendered_again_for_another_value_of_what_is_named():
    template = Template("{% load once %}{% once name %}Welcome to {{ name }}{% endonce %}")
    shown = [template.render(Context({"name": name})) for name in ("Tandem", "Harbor", "Tandem")]
    assert shown == ["Welcome to Tandem", "Welcome to Harbor", "Welcome to Tandem"]


def test_too_many_values_are_rendered_and_not_kept():
    template = Template("{% load once %}{% once name %}{{ name }}{% endonce %}")
    for number in range(100):
        assert template.render(Context({"name": number})) == str(number)


@pytest.mark.parametrize("name", ["<b>", "a & b"])
def test_values_are_escaped(name):
    template = Template("{% load once %}{% once name %}{{ name }}{% endonce %}")
    assert "<b>" not in template.render(Context({"name": name}))
