"""Demo practices and clinicians as rows."""

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.copy_format import Strings
from bench.generator.location_rows import site
from bench.generator.people import CREDENTIALS
from bench.generator.rows import Rows, Sheet, rows_of
from providers.demo.people import ROLES
from providers.demo.redating import made_at
from providers.models import Credential


def practice_rows(sheet: Sheet, npis: Strings) -> Rows:
    stretch, words, count = sheet.stretch, sheet.setting.words, len(sheet.practice_ids)
    made = np.datetime64(made_at(sheet.today.item()).replace(tzinfo=None))
    return rows_of(
        "providers_practice",
        {
            "id": fmt.numbers(sheet.practice_ids, "i8"),
            "name": fmt.text(
                words.beginnings.take(stretch.name_beginnings),
                words.endings.take(stretch.name_endings),
                words.kinds.take(stretch.kinds),
            ),
            "npi": fmt.text(npis, null=sheet.rng.random(count) < 0.3),
            "website": fmt.text(*fmt.only(site(sheet, np.arange(count)), sheet.rng.random(count) < 0.9)),
            "is_demo": fmt.numbers(np.ones(count, bool), "?"),
            "created_at": fmt.moments(np.full(count, made)),
        },
    )


def clinician_rows(sheet: Sheet, npis: Strings) -> Rows:
    people, words = sheet.stretch.clinicians, sheet.setting.words
    return rows_of(
        "providers_clinician",
        {
            "id": fmt.numbers(sheet.clinician_ids, "i8"),
            "first_name": fmt.choice(words.first_names, people.first_names),
            "last_name": fmt.choice(words.last_names, people.last_names),
            "credential": fmt.choice(Strings.of(CREDENTIALS), people.credentials),
            "npi": fmt.text(npis, null=~people.has_npi),
            "is_demo": fmt.numbers(np.ones(len(npis.lengths), bool), "?"),
        },
    )


def location_clinician_rows(sheet: Sheet) -> Rows:
    people = sheet.stretch.clinicians
    roles = Strings.of([ROLES[Credential(slug)] for slug in CREDENTIALS])
    return rows_of(
        "providers_locationclinician",
        {
            "location_id": fmt.numbers(sheet.location_ids[people.at_location], "i8"),
            "clinician_id": fmt.numbers(sheet.clinician_ids[people.who], "i8"),
            "role": fmt.choice(roles, people.credentials[people.who]),
        },
    )
