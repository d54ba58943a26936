"""All locations of a practice as a spreadsheet: nothing changes unseen; everything or nothing is applied."""

import pytest
from django.urls import reverse

from listings.editor.saving import save_section
from listings.history.events import save_keys
from listings.history.saves import saves_of
from listings.models import HeldChange, SpreadsheetUpload
from listings.spreadsheet.columns import HEADERS
from listings.spreadsheet.forms import checking
from providers.listing.values import read_section, read_values
from providers.models import Clinician, Location
from tests.factories import make_location, make_practice, make_term
from tests.jobs import mails, run_jobs
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, page, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


@pytest.fixture
def location() -> Location:
    return full_location(name="Lakeview", website="https://lakeview.example/")


@pytest.fixture
def practice(location):
    return location.practice


@pytest.fixture
def editor(location, client):
    user = old_hand(location)
    client.force_login(user)
    return user


def preview_address():
    return reverse("spreadsheet-preview", args=[SpreadsheetUpload.objects.get().pk])


def apply(client):
    """The page after a worker has done its part."""
    client.post(preview_address())
    run_jobs()
    return client.get(preview_address())


def test_the_download_has_a_row_for_each_location_and_a_mark_for_spreadsheet_programs(
    client, editor, practice
):
    make_location(practice=practice, name="Second", status="draft")
    make_location(practice=practice, name="Gone", status="removed")
    response = client.get(reverse("spreadsheet-download", args=[practice.pk]))
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response["Content-Disposition"]
    rows = rows_of(practice)
    assert [row["Name"] for row in rows] == ["Lakeview", "Second"]
    assert tuple(rows[0]) == HEADERS
    assert rows[0]["Languages"] == "en; es"
    assert rows[0]["Monday"] == "08:00-12:00; 13:00-17:00"
    assert rows[0]["Programs"].startswith("erp | ocd | same-day-after | on-site")
    assert rows[0]["Longitude"] == "'-87.6298"


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ";"),
        ("utf-16", "\t"),
        ("utf-16-le", ";"),
        ("utf-16-be", ","),
        ("cp1252", ";"),
        ("cp1252", "\t"),
    ],
)
def test_a_download_uploaded_again_changes_nothing(client, editor, practice, encoding, delimiter):
    Location.objects.update(about="Café “am See”; two | bars, a ; and \\ too\r\nnew line", street="=1+1")
    content = as_file(rows_of(practice), encoding=encoding, delimiter=delimiter)
    assert "No changes" in page(upload(client, practice, content))
    assert not SpreadsheetUpload.objects.exists()


def test_a_change_of_every_column_is_previewed_then_applied_exactly(client, editor, practice, location):
    [row] = rows_of(practice)
    row |= {
        "Phone": "312-555-0199",
        "Email": "desk@example.com",
        "Conditions": "ocd; mdd",
        "Programs": "cbt | | same-course | partner | Elm Street; Therapy | phd, lcsw | yes",
        "In network for TMS": "aetna; cigna-evernorth",
        "Taking new patients": "no",
        "Weeks until a first visit": "6",
        "Monday": "9:00-12:00",
        "Saturday": "10:00 to 14:00",
        "Closed days": "2027-07-05 Independence Day; 2027-12-24 to 2028-01-02 Winter break",
        "Clinicians": row["Clinicians"] + "; | Lee | Park | md | | Director",
        "Languages": "Spanish; en",
        "About": "Beside the library.",
    }
    row["Programs"] = row["Programs"].replace("Elm Street; Therapy", "Elm Street\\; Therapy")
    before = read_values(location.pk)
    preview = page(upload(client, practice, as_file([row])))
    assert "1 location changes." in preview
    for words in ("(312) 555-0199", "Hours on Monday", "Lee Park", "Independence Day", "Beside the library"):
        assert words in preview
    assert read_values(location.pk) == before
    assert "Applied: 1 location changed." in page(apply(client))
    after = read_values(location.pk)
    assert after["contact"]["phone"] == "+13125550199"
    assert after["services"]["condition"] == ["mdd", "ocd"]
    assert after["programs"]["programs"][0]["partner_name"] == "Elm Street; Therapy"
    assert [one["payer"] for one in after["insurance"]["networks"]] == ["aetna", "cigna-evernorth"]
    assert after["availability"]["accepting_new_patients"] is False
    assert [one["weekday"] for one in after["hours"]["hours"]] == [0, 5]
    assert [one["label"] for one in after["hours"]["closures"]] == ["Independence Day", "Winter break"]
    assert len(after["clinicians"]["clinicians"]) == 2
    assert after["access"]["language"] == ["en", "es"]
    assert after["photos"] == before["photos"]
    save = next(one for one in saves_of(location, save_keys(location)) if one.user_id == editor.pk)
    assert save.metadata["via"] == "spreadsheet"


def test_columns_left_out_stay_as_they_are(client, editor, practice, location):
    before = read_values(location.pk)
    upload(client, practice, as_file([{"Location id": str(location.pk), "About": "New"}]))
    apply(client)
    assert read_values(location.pk) == {**before, "about": {"about": "New"}}


def test_errors_name_row_and_column_and_nothing_is_kept(client, editor, practice, location):
    second = make_location(practice=practice, name="Second")
    [first, other] = rows_of(practice)
    first |= {"Phone": "12", "Languages": "en; klingon", "Youngest age": "x", "Monday": "9 to 5"}
    other |= {
        "ZIP": "1",
        "Taking new patients": "maybe",
        "Website": "ftp://x.example",
        "NPI of the practice": "1",
    }
    response = upload(client, practice, as_file([first, other]))
    text = page(response)
    assert response.status_code == 422
    for place in ("Row 2, Phone", "Row 2, Languages", "Row 2, Youngest age", "Row 2, Monday"):
        assert place in text
    for place in ("Row 3, Taking new patients", "Row 3, Website", "Row 3, NPI of the practice"):
        assert place in text
    assert "klingon" in text
    assert not SpreadsheetUpload.objects.exists()
    assert second.name in text or "Second" not in text


def test_a_wrong_header_is_named_with_what_was_probably_meant(client, editor, practice):
    [row] = rows_of(practice)
    row["Langauges"] = row.pop("Languages")
    row["Favourite colour"] = "teal"
    text = page(upload(client, practice, as_file([row])))
    assert "Did you mean “Languages”?" in text
    assert "There is no column “Favourite colour”" in text


def test_a_header_in_other_case_is_understood(client, editor, practice):
    [row] = rows_of(practice)
    content = as_file([{header.upper(): text for header, text in row.items()}])
    assert "No changes" in page(upload(client, practice, content))


def test_a_location_of_another_practice_is_refused(client, editor, practice):
    foreign = make_location(practice=make_practice(), name="Foreign")
    text = page(upload(client, practice, as_file([{"Location id": str(foreign.pk), "About": "Mine now"}])))
    assert "is not one of this practice’s locations" in text
    foreign.refresh_from_db()
    assert foreign.about == ""


def test_a_row_without_an_id_is_a_new_draft(client, editor, practice, gazetteer):
    row = {
        "Location id": "",
        "Name": "Lakeview North",
        "Street": "2 Main Street",
        "City": "Chicago",
        "State": "il",
        "ZIP": "60602",
        "Phone": "(312) 555-0144",
        "Languages": "en",
    }
    assert "1 is new" in page(upload(client, practice, as_file([row])))
    assert "1 added as drafts" in page(apply(client))
    added = Location.objects.get(name="Lakeview North")
    assert (added.status, added.practice, added.state, added.phone) == (
        "draft",
        practice,
        "IL",
        "+13125550144",
    )
    assert added.latitude is not None
    assert read_section(added.pk, "access")["language"] == ["en"]


def test_a_name_of_several_lines_goes_on_one(client, editor, practice, location):
    rows = rows_of(practice)
    new = {"Name": "Harbor\n\nhttps://evil.example/\n\nTMS", "Street": "9 Elm\nStreet", "City": "Chicago"}
    rows.append(dict.fromkeys(rows[0], "") | new | {"State": "IL", "ZIP": "60614"})
    upload(client, practice, as_file(rows))
    apply(client)
    added = Location.objects.exclude(pk=location.pk).get()
    assert (added.name, added.street) == ("Harbor https://evil.example/ TMS", "9 Elm Street")


def test_a_new_location_needs_a_name_and_an_address(client, editor, practice):
    text = page(upload(client, practice, as_file([{"Location id": "", "Name": "", "About": "x"}])))
    for place in ("Row 2, Name", "Row 2, Street", "Row 2, City", "Row 2, State", "Row 2, ZIP"):
        assert place in text


def test_a_new_location_leaves_the_practice_s_npi(client, editor, practice, gazetteer):
    practice.npi = "1234567893"
    practice.save()
    row = {
        "Location id": "",
        "Name": "North",
        "Street": "2 Elm",
        "City": "Chicago",
        "State": "IL",
        "ZIP": "60602",
    }
    upload(client, practice, as_file([{**row, "NPI of the practice": ""}]))
    apply(client)
    practice.refresh_from_db()
    assert practice.npi == "1234567893"


def test_what_was_changed_meanwhile_is_refused_and_nothing_is_applied(client, editor, practice, location):
    make_location(practice=practice, name="Second")
    rows = [row | {"About": "From the file"} for row in rows_of(practice)]
    upload(client, practice, as_file(rows))
    save_section(location=location, section="about", values={"about": "By hand"}, user=editor)
    response = apply(client)
    assert "was changed since you uploaded" in page(response)
    assert sorted(Location.objects.values_list("about", flat=True)) == ["", "By hand"]


def test_applying_twice_changes_nothing_more(client, editor, practice, location):
    upload(client, practice, as_file([{"Location id": str(location.pk), "About": "New"}]))
    apply(client)
    Location.objects.update(about="By hand")
    assert "Applied: 1 location changed." in page(apply(client))
    assert Location.objects.get().about == "By hand"


def test_one_row_that_can_not_be_saved_stops_all(client, editor, practice, location):
    make_location(practice=practice, name="Second")
    make_practice(npi="1558598797")
    rows = rows_of(practice)
    rows[0]["About"] = "New"
    rows[1]["NPI of the practice"] = "1558598797"
    upload(client, practice, as_file(rows))
    response = apply(client)
    assert "Row 3: Another practice is listed with this NPI" in page(response)
    assert read_section(location.pk, "about") == {"about": "A quiet house by the lake."}
    assert SpreadsheetUpload.objects.get().applied_at is None


def test_another_machine_is_asked_for_so_many_addresses_at_most(
    client, editor, practice, monkeypatch, settings
):
    settings.GEOCODER = "nominatim"
    monkeypatch.setattr(checking, "MAX_LOOKED_UP", 0)
    row = {
        "Location id": "",
        "Name": "North",
        "Street": "2 Elm",
        "City": "Chicago",
        "State": "IL",
        "ZIP": "60602",
    }
    text = page(upload(client, practice, as_file([row])))
    assert "Row 2, Street" in text
    assert "can be looked up" in text


def test_two_rows_that_give_the_practice_two_npis_are_refused(client, editor, practice):
    make_location(practice=practice)
    rows = rows_of(practice)
    rows[0]["NPI of the practice"], rows[1]["NPI of the practice"] = "1234567893", "1558598797"
    assert "Row 2 gives the practice another NPI" in page(upload(client, practice, as_file(rows)))


def test_a_row_that_changes_the_practice_s_npi_is_not_put_back_by_the_next(client, editor, practice):
    make_location(practice=practice)
    rows = rows_of(practice)
    rows[0]["NPI of the practice"] = "1234567893"
    rows[1]["Phone"] = "(312) 555-0188"
    upload(client, practice, as_file(rows))
    apply(client)
    practice.refresh_from_db()
    assert practice.npi == "1234567893"
    assert Location.objects.filter(phone="+13125550188").exists()


def test_suspicious_changes_are_announced_held_and_mailed_once(client, editor, practice, location):
    make_location(practice=practice, website="https://lakeview.example/two")
    rows = [
        row | {"Phone": "(312) 555-0166", "Website": "https://else.example/", "About": "New"}
        for row in rows_of(practice)
    ]
    preview = page(upload(client, practice, as_file(rows)))
    assert "would wait for our check" in preview
    assert "2 changes of name, NPI, address, phone or website wait" in page(apply(client))
    assert HeldChange.objects.filter(state="waiting").count() == 2
    assert read_section(location.pk, "contact")["phone"] == "+13125550123"
    assert read_section(location.pk, "about") == {"about": "New"}
    [mail] = mails(editor.email)
    assert mail.subject.startswith("2 changes of")
    assert location.name in mail.text


def test_an_upload_confirms_nothing(client, editor, practice, location):
    full = make_location(practice=practice, confirmed_days_ago=80)
    before = full.confirmed_on
    rows = [row | {"Taking new patients": "no"} for row in rows_of(practice)]
    upload(client, practice, as_file(rows))
    apply(client)
    full.refresh_from_db()
    assert full.confirmed_on == before


def test_a_preview_with_many_rows_has_pages_and_few_queries(
    client, editor, practice, django_assert_max_num_queries
):
    for number in range(24):
        make_location(practice=practice, name=f"Branch {number:02}")
    make_term("condition/ptsd")
    rows = [row | {"Conditions": "ptsd"} for row in rows_of(practice)]
    assert "25 locations change." in page(upload(client, practice, as_file(rows)))
    address = reverse("spreadsheet-preview", args=[SpreadsheetUpload.objects.get().pk])
    with django_assert_max_num_queries(8):
        first = page(client.get(address))
    assert "Page 1 of 2" in first
    assert "Branch 23" in page(client.get(address, {"page": 2}))
    with django_assert_max_num_queries(8):
        client.get(reverse("spreadsheet", args=[practice.pk]))
    with django_assert_max_num_queries(8):
        client.get(reverse("spreadsheet-download", args=[practice.pk]))


def test_an_older_preview_of_the_same_person_is_replaced(client, editor, practice, location):
    for about in ("One", "Two"):
        upload(client, practice, as_file([{"Location id": str(location.pk), "About": about}]))
    assert [one.rows[0]["changes"][0][2] for one in SpreadsheetUpload.objects.all()] == ["Two"]


def test_a_clinician_who_is_left_out_of_the_cell_leaves(client, editor, practice, location):
    upload(client, practice, as_file([{"Location id": str(location.pk), "Clinicians": ""}]))
    apply(client)
    assert read_section(location.pk, "clinicians") == {"clinicians": []}
    assert Clinician.objects.exists()


def test_the_status_can_not_be_changed_in_the_file(client, editor, practice):
    [row] = rows_of(practice)
    assert "Row 2, Status" in page(upload(client, practice, as_file([row | {"Status": "Closed"}])))


def test_a_zip_that_lost_its_zeros_is_read(client, editor, practice, location):
    Location.objects.filter(pk=location.pk).update(postal_code="02134")
    [row] = rows_of(practice)
    assert "No changes" in page(upload(client, practice, as_file([row | {"ZIP": "2134"}])))
