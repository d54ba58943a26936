"""Writing the facts that changed, each kind in its own table, inside a transaction of saving.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from listings.editor.clinicians import write_clinicians
from listings.editor.errors import NotSaved
from listings.editor.photos import write_photos
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.kinds import Change, VocabularyTerms
from providers.models import (
    Closure,
    CombinedProgram,
    Location,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
    Term,
)


@dataclass(frozen=True)
class Writer:
    """Writes changes of a location, as of a day and by the word of somebody (a Source)."""

    location: Location
    today: date
    source: str

    def write(self, changes: Sequence[Change]) -> None:
        """Write these changes. Raises NotSaved."""
        kinds: dict[str, list[Change]] = {}
        for change in changes:
            is_term = isinstance(FIELD_BY_NAME[change.field].kind, VocabularyTerms)
            kinds.setdefault("terms" if is_term else change.field, []).append(change)
        plain = [change for kind, own in kinds.items() if kind not in _WRITERS for change in own]
        self.write_columns([change for change in plain if not FIELD_BY_NAME[change.field].is_practices])
        if "npi" in kinds:
            self.write_practice_npi(kinds["npi"][0].after)
        for kind, write in _WRITERS.items():
            if kind in kinds:
                write(self, kinds[kind])

    def write_columns(self, changes: Sequence[Change]) -> None:
        for change in changes:
            setattr(self.location, change.key, change.after)
        if self.location.status == Location.Status.PUBLISHED:
            if not self.location.phone:
                raise NotSaved("phone", "A listing that is public needs a phone number.")
            if self.location.latitude is None or self.location.longitude is None:
                raise NotSaved("latitude", "A listing that is public needs a point on the map.")
        if changes:
            self.location.save(update_fields=[change.key for change in changes])

    def write_practice_npi(self, npi: str) -> None:
        if npi and Practice.objects.exclude(pk=self.location.practice_id).filter(npi=npi).exists():
            raise NotSaved("npi", "Another practice is listed with this NPI. Write to us if it is yours.")
        practice = self.location.practice
        practice.npi = npi or None
        practice.save(update_fields=["npi"])

    def write_terms(self, changes: Sequence[Change]) -> None:
        terms = terms_of([change.key for change in changes])
        gone = [terms[change.key] for change in changes if not change.after]
        LocationTerm.objects.filter(location=self.location, term__in=gone).delete()
        LocationTerm.objects.bulk_create(
            [
                LocationTerm(location=self.location, term=terms[change.key])
                for change in changes
                if change.after
            ],
            ignore_conflicts=True,  # of two terms that were merged
        )

    def write_hours(self, changes: Sequence[Change]) -> None:
        """A day's hours are one fact: spans that stay keep their row, the others are replaced."""
        for change in changes:
            weekday = int(change.key.partition("/")[2])
            before, after = _spans(change.before), _spans(change.after)
            for opens, closes in before - after:
                OpeningHours.objects.filter(
                    location=self.location, weekday=weekday, opens=opens, closes=closes
                ).delete()
            OpeningHours.objects.bulk_create(
                OpeningHours(location=self.location, weekday=weekday, opens=opens, closes=closes)
                for opens, closes in sorted(after - before)
            )

    def write_closures(self, changes: Sequence[Change]) -> None:
        for change in changes:
            first_day, last_day = change.key.split("/")[1:]
            days = {"location": self.location, "first_day": first_day, "last_day": last_day}
            if change.after is None:
                Closure.objects.filter(**days).delete()
            elif change.before is None:
                Closure.objects.create(**days, label=change.after)
            else:
                Closure.objects.filter(**days).update(label=change.after)

    def write_networks(self, changes: Sequence[Change]) -> None:
        payers = terms_of([f"payer/{change.key.split('/')[1]}" for change in changes])
        for change in changes:
            _, payer, service = change.key.split("/")
            found = PayerNetwork.objects.filter(
                location=self.location, payer=payers[f"payer/{payer}"], service=service
            )
            if change.after is None:
                found.delete()
            elif change.before is None:
                PayerNetwork.objects.create(
                    location=self.location,
                    payer=payers[f"payer/{payer}"],
                    service=service,
                    status=change.after,
                    confirmed_on=self.today,
                    confirmed_by=self.source,
                )
            else:
                found.update(status=change.after, confirmed_on=self.today, confirmed_by=self.source)

    def write_programs(self, changes: Sequence[Change]) -> None:
        keys = [change.key.split("/")[1:] for change in changes]
        terms = terms_of(
            [f"therapy/{key[0]}" for key in keys] + [f"condition/{key[1]}" for key in keys if key[1]]
        )
        for change, (therapy, condition, timing, delivery) in zip(changes, keys, strict=True):
            program = {
                "location": self.location,
                "therapy": terms[f"therapy/{therapy}"],
                "condition": terms[f"condition/{condition}"] if condition else None,
                "timing": timing,
                "delivery": delivery,
            }
            found = CombinedProgram.objects.filter(**program | ({} if condition else {"condition": None}))
            attested = {"attested_on": self.today, "attested_by": self.source}
            if change.after is None:
                found.delete()
            elif change.before is None:
                CombinedProgram.objects.create(**program, **change.after, **attested)
            else:
                found.update(**change.after, **attested)

    def write_clinicians(self, changes: Sequence[Change]) -> None:
        write_clinicians(self.location, changes)

    def write_photos(self, changes: Sequence[Change]) -> None:
        write_photos(self.location, changes)

    def attest(self, lists: Sequence[str]) -> None:
        """Give every row of these lists today's date: the person who saved them has seen them all."""
        if "networks" in lists:
            PayerNetwork.objects.filter(location=self.location).exclude(
                confirmed_on=self.today, confirmed_by=self.source
            ).update(confirmed_on=self.today, confirmed_by=self.source)
        if "programs" in lists:
            CombinedProgram.objects.filter(location=self.location).exclude(
                attested_on=self.today, attested_by=self.source
            ).update(attested_on=self.today, attested_by=self.source)


_WRITERS: dict[str, Callable[[Writer, Sequence[Change]], None]] = {
    "terms": Writer.write_terms,
    "hours": Writer.write_hours,
    "closures": Writer.write_closures,
    "networks": Writer.write_networks,
    "programs": Writer.write_programs,
    "clinicians": Writer.write_clinicians,
    "photos": Writer.write_photos,
}


def terms_of(keys: Sequence[str]) -> dict[str, Term]:
    """The terms of keys such as "condition/ocd". Raises NotSaved for one that doesn't exist."""
    wanted = {tuple(key.split("/")) for key in keys}
    rows = Term.objects.filter(slug__in={slug for _, slug in wanted}).select_related("merged_into")
    # What history puts back may have been merged into another term since.
    found = {f"{term.vocabulary}/{term.slug}": term.merged_into or term for term in rows}
    for key in keys:
        if key not in found:
            raise NotSaved(key, "This choice is not in the list any more.")
    return found


def _spans(days: list[list[str]] | None) -> set[tuple[str, str]]:
    return {(opens, closes) for opens, closes in days or []}
