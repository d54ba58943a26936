"""A template rendered once, with holes filled by joining strings."""

from html import unescape

import pytest
from django.utils.safestring import mark_safe

from providers.web.stencil import Stencil, hole


def stencil() -> Stencil:
    return Stencil(f'<a href="{hole("url")}">{hole("name")}</a> <b>{hole("name")}</b>')


def test_every_hole_is_filled_wherever_it_stands():
    html = stencil().fill({"url": "/x/", "name": "Lakeview"})
    assert html == '<a href="/x/">Lakeview</a> <b>Lakeview</b>'


def test_text_is_escaped_as_in_a_template():
    html = stencil().fill({"url": '"><script>', "name": "Hope & <Co>"})
    assert html == (
        '<a href="&quot;&gt;&lt;script&gt;">Hope &amp; &lt;Co&gt;</a> <b>Hope &amp; &lt;Co&gt;</b>'
    )


def test_safe_markup_goes_in_as_it_is():
    assert "<i>x</i>" in stencil().fill({"url": "", "name": mark_safe("<i>x</i>")})


def test_letters_beyond_ascii_become_references_that_read_the_same():
    html = Stencil(f"<p>“{hole('name')}” – {hole('note')}</p>").fill({"name": "Peña & Søn", "note": "\ud800"})
    assert html.isascii()
    assert unescape(html) == "<p>“Peña & Søn” – \N{REPLACEMENT CHARACTER}</p>"


def test_numbers_are_printed():
    assert stencil().fill({"url": 1, "name": 12}) == '<a href="1">12</a> <b>12</b>'


def test_a_missing_value_is_an_error_and_not_a_gap():
    with pytest.raises(KeyError):
        stencil().fill({"url": "/x/"})


def test_a_value_that_holds_a_mark_is_not_filled_again():
    html = Stencil(hole("name")).fill({"name": f"{hole('name')}"})
    assert html == hole("name")


def test_a_stencil_knows_its_holes():
    assert set(stencil().order) == {"url", "name"}


def test_a_stencil_can_be_filled_many_times():
    card = stencil()
    assert card.fill({"url": "1", "name": "a"}) != card.fill({"url": "2", "name": "b"})


def test_a_template_without_holes_is_itself():
    assert Stencil("<p>plain</p>").fill({}) == "<p>plain</p>"


def test_trusted_values_go_in_as_they_are():
    assert Stencil(f"<b{hole('state')}>{hole('count')}</b>").fill_in_order([" hidden", "1,204"]) == (
        "<b hidden>1,204</b>"
    )
