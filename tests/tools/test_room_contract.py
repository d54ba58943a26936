"""The import contract for rooms: what belongs to a room, and who may import it."""

import grimp
import pytest

from tools.room_contract import RoomContract, may_import, room_of


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("listings.claims.views", "listings.claims"),
        ("listings.claims.admin_views", "listings.claims"),
        ("listings.claims.check_page", "listings.claims"),
        ("listings.editor.forms.contact", "listings.editor"),
        ("listings.editor.held.page", "listings.editor.held"),
        ("listings.claims.actions", None),
        ("listings.claims.paging", None),
        ("accounts.views", "accounts"),
    ],
)
def test_views_forms_and_pages_belong_to_the_room_that_holds_them(module, room):
    assert room_of(module) == room


@pytest.mark.parametrize(
    ("importer", "imported", "is_allowed"),
    [
        ("listings.claims.urls", "listings.claims.views", True),
        ("listings.editor.held.views", "listings.editor.forms.contact", True),
        ("listings.editor.views", "listings.editor.held.page", False),
        ("listings.claims2.views", "listings.claims.forms", False),
        ("content.urls", "content.guides.views", True),
        ("directory.urls", "content.guides.views", False),
        ("reviews.replies.views", "listings.claims.actions", True),
    ],
)
def test_only_the_room_and_its_apps_urls_import_them(importer, imported, is_allowed):
    assert may_import(importer, imported) == is_allowed


def test_the_contract_names_what_breaks_it():
    graph = grimp.ImportGraph()
    graph.add_import(importer="listings.teams.views", imported="listings.claims.forms")
    graph.add_import(importer="bench.claims", imported="listings.claims.views")
    graph.add_import(importer="reviews.replies.views", imported="reviews.reading.page")
    contract = RoomContract("rooms", {}, {"containers": ["listings"]})
    check = contract.check(graph, verbose=False)
    assert not check.kept
    assert check.metadata["wrong"] == ["listings.teams.views -> listings.claims.forms"]
