"""A section's values as facts: taken apart and put together, compared and merged."""

from providers.fields.facts import Change, changes_between, facts_of, merged, values_of, version_of

HOURS = {
    "hours": [
        {"weekday": 0, "opens": "08:00", "closes": "12:00"},
        {"weekday": 0, "opens": "13:00", "closes": "17:00"},
        {"weekday": 4, "opens": "08:00", "closes": "12:00"},
    ],
    "closures": [{"first_day": "2026-11-26", "last_day": "2026-11-27", "label": "Thanksgiving"}],
}
PROGRAM = {
    "therapy": "erp",
    "condition": "",
    "timing": "interleaved",
    "delivery": "partner",
    "partner_name": "Elm Street Therapy",
    "therapist_credentials": ["phd"],
    "shared_plan": None,
}
CLINICIAN = {
    "id": 7,
    "first_name": "Ana",
    "last_name": "Ruiz",
    "credential": "md",
    "npi": "1234567893",
    "role": "",
}
PICTURES = [{"key": key * 32, "alternative_text": key, "width": 1600, "height": 900} for key in ("b", "a")]


def test_taking_values_apart_and_putting_them_together_gives_the_same_values():
    for values in (
        HOURS,
        {"programs": [PROGRAM, {**PROGRAM, "condition": "ocd", "shared_plan": False}]},
        {"clinicians": [CLINICIAN]},
        {"photos": PICTURES},
        {"networks": [{"payer": "aetna", "service": "tms", "status": "in-network"}], "payment": ["hsa-fsa"]},
        {"accepting_new_patients": None, "wait_weeks": 3, "age_group": [], "schedule": ["evening"]},
    ):
        assert values_of(facts_of(values), tuple(values)) == values


def test_two_new_people_are_two_facts():
    new = {**CLINICIAN, "id": None, "npi": ""}
    facts = facts_of({"clinicians": [new, {**new, "first_name": "Bo"}]})
    assert list(facts) == ["clinicians/new-ana ruiz", "clinicians/new-bo ruiz"]


def test_only_what_differs_is_a_change():
    after = {**HOURS, "closures": []}
    assert changes_between(facts_of(HOURS), facts_of(after)) == [
        Change("closures/2026-11-26/2026-11-27", "Thanksgiving", None)
    ]


def test_the_version_changes_with_the_values_and_not_with_the_order_of_keys():
    assert version_of({"a": 1, "b": 2}) == version_of({"b": 2, "a": 1})
    assert version_of({"a": 1}) != version_of({"a": 2})


def test_merging_keeps_what_both_changed_and_yours_where_both_changed_the_same():
    base = facts_of({"language": ["en", "es"], "about": "old"})
    theirs = facts_of({"language": ["en", "es", "fr"], "about": "theirs"})
    yours = facts_of({"language": ["es"], "about": "yours"})
    assert merged(base, theirs, yours) == {"language/es": True, "language/fr": True, "about": "yours"}
