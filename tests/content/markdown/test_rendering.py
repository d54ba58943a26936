"""From Markdown to the pieces of a page."""

import pytest

from content.markdown.parsing import tokens_of
from content.markdown.plain import distinct_words, plain_text, reading_minutes
from content.markdown.rendering import RenderedText, render
from content.models import GlossaryEntry, Reference
from tests.page_reading import Page

REFERENCES = {
    key: Reference(key=key, authors="Donse L, Padberg F", year=2018, title="A series")
    for key in ("donse2018", "xu2023")
}
GLOSSARY = {
    "erp": GlossaryEntry(slug="erp", term="ERP", definition="Facing a fear."),
    "coil": GlossaryEntry(slug="coil", term="Coil", definition="What is held at the head."),
}


def rendered(text: str) -> RenderedText:
    return render(text, references=REFERENCES, glossary=GLOSSARY)


def page(text: str) -> Page:
    return Page("<body>" + "".join(piece.html for piece in rendered(text).pieces) + "</body>")


def test_citations_are_numbered_by_first_use_and_link_to_each_note():
    text = "First [@xu2023]. Both [@donse2018; @xu2023]."
    assert [(entry.key, entry.number, entry.anchors) for entry in rendered(text).cited] == [
        ("xu2023", 1, ("cite-1-1", "cite-1-2")),
        ("donse2018", 2, ("cite-2-1",)),
    ]
    notes = page(text).all("a", role="doc-noteref")
    assert [(note.text, note["href"]) for note in notes] == [
        ("[1]", "#ref-1"),
        ("[2]", "#ref-2"),
        ("[1]", "#ref-1"),
    ]


def test_a_note_follows_its_word_without_a_space():
    assert "reached it<sup" in rendered("Some reached it [@xu2023].").pieces[0].html


def test_a_note_never_begins_a_line():
    html = rendered("Some reached it. [@xu2023]").pieces[0].html
    assert 'it.<sup class="cite">\u2060<a' in html


def test_an_unknown_reference_is_shown_as_one():
    assert "[no reference nobody1999]" in page("Words [@nobody1999].").text
    assert rendered("Words [@nobody1999].").cited == ()


def test_a_term_has_one_explanation_however_often_it_is_used():
    found = page("ERP is [[erp]]. So is [[erp|this one]].")
    buttons = found.all("button", class_="term")
    assert [button.text for button in buttons] == ["ERP", "this one"]
    assert {button["popovertarget"] for button in buttons} == {"term-1"}
    note = found.one("span", id="term-1")
    assert "popover" in note.attributes
    assert note.text == "ERP Facing a fear."


def test_a_term_is_lower_case_inside_a_sentence():
    assert [button.text for button in page("[[coil]] first. Then the [[coil]].").all("button")] == [
        "Coil",
        "coil",
    ]


def test_a_term_in_a_table_has_its_bar_escaped():
    found = page("::: compare T\n| A | B |\n|---|---|\n| x | [[erp\\|words]] |\n:::")
    assert found.one("button").text == "words"


def test_every_table_scrolls_with_the_keyboard_and_has_its_own_name():
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    found = page(f"{table}## Costs\n\n{table}{table}")
    regions = found.all("div", role="region")
    assert [region["aria-label"] for region in regions] == ["Table 1", "Table 2: Costs", "Table 3: Costs"]
    assert {region["tabindex"] for region in regions} == {"0"}


def test_a_comparison_has_a_caption_and_names_its_rows():
    found = page("::: compare Two ways\n| | A |\n|---|---|\n| Time | short |\n:::")
    assert found.one("caption").text == "Two ways"
    assert found.one("th", scope="row").text == "Time"
    assert [cell.text for cell in found.all("th", scope="col")] == ["A"]
    assert found.one("div", role="region")["tabindex"] == "0"


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("strong", "Evidence: strong"),
        ("moderate", "Evidence: moderate"),
        ("limited", "Evidence: limited"),
        ("none-found", "Evidence: none found"),
        ("conflicting", "Evidence: conflicting"),
    ],
)
def test_evidence_has_its_grade_in_words_and_as_a_shape(grade, words):
    found = page(f"::: evidence {grade} Does it help?\nIt may.\n:::")
    line = found.one("p", class_=f"grade-{grade}")
    assert line.text == words
    assert found.one("span", class_="grade-mark")["aria-hidden"] == "true"
    assert found.link(words)["href"] == f"/guides/evidence-grades/#{grade}"


def test_standalone_blocks_are_pieces_between_the_text():
    text = (
        "Before.\n\n::: find-providers program=erp:any:on-site&condition=ocd\nTMS with *ERP*\n:::\n\nAfter."
    )
    pieces = rendered(text).pieces
    assert [piece.kind for piece in pieces] == ["text", "find-providers", "text"]
    assert (pieces[1].query, pieces[1].title) == ("program=erp:any:on-site&condition=ocd", "TMS with ERP")


def test_a_checklist_has_its_items():
    (piece,) = rendered("::: checklist Tell them\n- a **pump**\n- a clip\n:::").pieces
    assert (piece.kind, piece.title, piece.items) == (
        "checklist",
        "Tell them",
        ("a <strong>pump</strong>", "a clip"),
    )


def test_the_crisis_block_needs_no_text():
    assert [piece.kind for piece in rendered("::: crisis\n:::").pieces] == ["crisis"]


def test_questions_become_data_without_notes_and_markup():
    text = "::: faq\n### Is it *safe*?\nMostly [@xu2023].\n\n- a\n- b\n\n### And then?\nAsk.\n:::"
    assert [(q.question, q.answer) for q in rendered(text).questions] == [
        ("Is it safe?", "Mostly.\na\nb"),
        ("And then?", "Ask."),
    ]


def test_the_table_of_contents_has_the_second_level():
    contents = rendered("## One & two\n### Deeper\n## One & two\n## Main").contents
    assert [(entry.id, entry.title) for entry in contents] == [
        ("one-two", "One & two"),
        ("one-two-2", "One & two"),
        ("main-2", "Main"),
    ]


def test_the_heading_of_a_block_is_one_level_below_the_heading_before_it():
    found = page("::: callout Early\nx\n:::\n\n## Two\n\n::: callout Late\nx\n:::")
    assert [found.one("h2", class_="block-title").text, found.one("h3", class_="block-title").text] == [
        "Early",
        "Late",
    ]


def test_a_timeline_is_a_list_in_a_figure():
    found = page("::: timeline Six weeks\n- **Week 1**: start\n- **Week 2**: on\n:::")
    assert found.one("figcaption").text == "Six weeks"
    assert [item.text for item in found.all("li")] == ["Week 1: start", "Week 2: on"]


def test_a_waiver_is_never_shown():
    assert "checked" not in page("A claim. <!-- checked: told as a rumor -->").text


def test_links_to_other_sites_send_no_referrer():
    found = page("[out](https://example.org/) [in](/guides/)")
    assert found.link("out")["rel"] == "noopener noreferrer"
    assert found.link("in").get("rel") is None


def test_images_and_html_stay_text():
    html = "".join(
        piece.html for piece in rendered("![x](https://example.org/x.png) <img src=x> <b>bold</b>").pieces
    )
    assert "<img" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html


def test_plain_text_has_only_the_words():
    assert (
        plain_text(tokens_of("## A [@xu2023]\n\nB *c* [[erp|d]].\n\n::: callout T\ne\n:::"))
        == "A\nB c d.\nT\ne"
    )


def test_reading_takes_at_least_a_minute():
    assert [reading_minutes("word " * number) for number in (0, 1, 200, 201)] == [1, 1, 1, 2]


def test_words_for_misspellings_are_lower_case_and_distinct():
    assert distinct_words("TMS helps. Helps often, 36 visits") == ["helps", "often", "visits"]
