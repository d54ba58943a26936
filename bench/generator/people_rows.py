"""Demo practices and clinicians as rows."""

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.copy_format import Strings
from bench.generator.location_rows import site
from bench.generator.people import CREDENTIALS
from bench.generator.rows import RowInputs, Rows, rows_of
from providers.demo.people import ROLES
from providers.demo.redating import made_at
from providers.models import Credential


def practice_rows(inputs: RowInputs, npis: Strings) -> Rows:
    batch, words, count = inputs.batch, inputs.background.words, len(inputs.practice_ids)
    made = np.datetime64(made_at(inputs.today.item()).replace(tzinfo=None))
    return rows_of(
        "providers_practice",
        {
            "id": fmt.numbers(inputs.practice_ids, "i8"),
            "name": fmt.text(
                words.beginnings.take(batch.name_beginnings),
                words.endings.take(batch.name_endings),
                words.kinds.take(batch.kinds),
            ),
            "npi": fmt.text(npis, null=inputs.rng.random(count) < 0.3),
            "website": fmt.text(*fmt.only(site(inputs, np.arange(count)), inputs.rng.random(count) < 0.9)),
            "is_demo": fmt.numbers(np.ones(count, bool), "?"),
            "created_at": fmt.moments(np.full(count, made)),
        },
    )


def clinician_rows(inputs: RowInputs, npis: Strings) -> Rows:
    people, words = inputs.batch.clinicians, inputs.background.words
    return rows_of(
        "providers_clinician",
        {
            "id": fmt.numbers(inputs.clinician_ids, "i8"),
            "first_name": fmt.choice(words.first_names, people.first_names),
            "last_name": fmt.choice(words.last_names, people.last_names),
            "credential": fmt.choice(Strings.of(CREDENTIALS), people.credentials),
            "npi": fmt.text(npis, null=~people.has_npi),
            "is_demo": fmt.numbers(np.ones(len(npis.lengths), bool), "?"),
        },
    )


def location_clinician_rows(inputs: RowInputs) -> Rows:
    people = inputs.batch.clinicians
    roles = Strings.of([ROLES[Credential(slug)] for slug in CREDENTIALS])
    return rows_of(
        "providers_locationclinician",
        {
            "location_id": fmt.numbers(inputs.location_ids[people.at_location], "i8"),
            "clinician_id": fmt.numbers(inputs.clinician_ids[people.who], "i8"),
            "role": fmt.choice(roles, people.credentials[people.who]),
        },
    )
