"""Any value of any field, as hypothesis draws it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from places.states import STATE_BY_CODE
from providers.fields import kinds
from providers.fields.field import Field
from providers.models import Credential, Delivery, OpeningHours, PayerNetwork, Timing
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.vocabulary.files import read_terms

CATALOG = Catalog(
    tuple(
        CatalogTerm(number, entry.vocabulary, entry.slug, entry.label, entry.explanation)
        for number, entry in enumerate(read_terms(), start=1)
    )
)
TODAY = date(2026, 11, 22)

# One line of text without spaces at its ends, as a form keeps it.
LINES = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd") | st.just(" "), max_size=40
).map(lambda text: " ".join(text.split()))
NAMES = LINES.filter(bool)


def subsets(options: list[Any]) -> st.SearchStrategy[list[Any]]:
    """Some of these, in their order."""
    return st.sets(st.sampled_from(options)).map(lambda chosen: [one for one in options if one in chosen])


def slugs(vocabulary: str) -> list[str]:
    return [term.slug for term in CATALOG.of(vocabulary)]


@st.composite
def weeks(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for weekday in OpeningHours.Weekday.values:
        minutes = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), max_size=6)))
        pairs = zip(minutes[::2], minutes[1::2], strict=False)
        rows += [
            {"weekday": weekday, "opens": _clock(opens), "closes": _clock(closes)} for opens, closes in pairs
        ]
    return rows


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def closures(draw: st.DrawFn) -> dict[str, str]:
    first = TODAY + timedelta(days=draw(st.integers(0, 400)))
    last = first + timedelta(days=draw(st.integers(0, 14)))
    return {"first_day": str(first), "last_day": str(last), "label": draw(LINES)}


NETWORKS = subsets(
    [(payer, service) for payer in slugs("payer") for service in sorted(PayerNetwork.Service.values)]
).flatmap(
    lambda pairs: st.tuples(
        *(
            st.sampled_from(PayerNetwork.Status.values).map(
                lambda status, pair=pair: {"payer": pair[0], "service": pair[1], "status": status}
            )
            for pair in pairs
        )
    ).map(list)
)
PROGRAMS = st.fixed_dictionaries(
    {
        "therapy": st.sampled_from(slugs("therapy")),
        "condition": st.sampled_from(["", *slugs("condition")]),
        "timing": st.sampled_from(Timing.values),
        "delivery": st.just(Delivery.PARTNER.value),  # the others have no partner's name
        "partner_name": NAMES,
        "therapist_credentials": subsets(Credential.values),
        "shared_plan": st.sampled_from([True, False, None]),
    }
)
CLINICIANS = st.fixed_dictionaries(
    {
        "id": st.integers(1, 10**6),
        "first_name": NAMES,
        "last_name": NAMES,
        "credential": st.sampled_from(["", *Credential.values]),
        "npi": st.just(""),
        "role": LINES,
    }
)
PHOTOS = st.fixed_dictionaries(
    {
        "key": st.text("0123456789abcdef", min_size=32, max_size=32),
        "alternative_text": NAMES,
        "width": st.integers(1, 2000),
        "height": st.integers(1, 2000),
    }
)


def distinct(rows: st.SearchStrategy[dict[str, Any]], *names: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(rows, max_size=4, unique_by=lambda row: tuple(row[name] for name in names))


def values_of_kind(kind: kinds.Kind) -> st.SearchStrategy[Any]:
    """Any value that a form could have saved."""
    match kind:
        case kinds.VocabularyTerms():
            return subsets(slugs(kind.vocabulary))
        case kinds.Networks():
            return NETWORKS
        case kinds.Programs():
            return distinct(PROGRAMS, *kinds.Programs.key)
        case kinds.Hours():
            return weeks()
        case kinds.Closures():
            return distinct(closures(), "first_day", "last_day").map(
                lambda rows: sorted(rows, key=lambda row: (row["first_day"], row["last_day"]))
            )
        case kinds.Clinicians():
            return distinct(CLINICIANS, "id")
        case kinds.Photos():
            return distinct(PHOTOS, "key")
        case kinds.YesNo():
            return st.sampled_from([True, False, None])
        case kinds.Flag():
            return st.booleans()
        case kinds.Number():
            return st.none() | st.integers(kind.minimum, kind.maximum)
        case kinds.Coordinate():
            return st.floats(-kind.limit, kind.limit).map(lambda degrees: round(degrees, 6) + 0.0)
        case kinds.State():
            return st.sampled_from(sorted(STATE_BY_CODE))
        case kinds.Zip():
            return st.from_regex(r"\A[0-9]{5}\Z")
        case kinds.Digits():
            return st.from_regex(r"\A[0-9]{0,8}\Z")
        case kinds.Phone():
            return st.just("") | st.integers(0, 99).map(lambda number: f"+131255501{number:02}")
        case kinds.Npi():
            return st.sampled_from(["", "1234567893", "1558598797"])
        case kinds.WebAddress():
            return st.sampled_from(["", "https://lake.example/", "http://lake.example/tms?at=1"])
        case kinds.Email():
            return st.sampled_from(["", "desk@lake.example"])
        case kinds.Text(required=True):
            return NAMES
    return LINES


def values_of_section(entries: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({field.name: values_of_kind(field.kind) for field in entries})
