"""The programs that combine TMS with a therapy at a location."""

from dataclasses import dataclass
from typing import Any, ClassVar

from providers import words
from providers.fields.cells import YES_NO, join_parts, join_values
from providers.fields.kinds.base import Change, Facts, Labels, RowList, Values, without
from providers.models import Credential, Delivery, Timing

TIMING_WORDS = {
    Timing.DURING_SESSION: "during the TMS session",
    Timing.SAME_DAY_BEFORE: "the same day before TMS",
    Timing.SAME_DAY_AFTER: "the same day after TMS",
    Timing.INTERLEAVED: "on alternate days with TMS",
    Timing.SAME_COURSE: "in the same weeks as TMS",
    Timing.THERAPY_FIRST: "before the TMS course",
    Timing.TMS_FIRST: "after the TMS course",
    Timing.COORDINATION_ONLY: "coordinated with TMS",
    Timing.NONE: "with no set timing",
}
DELIVERY_WORDS = {
    Delivery.ON_SITE: "on site",
    Delivery.PARTNER: "at a partner practice",
    Delivery.REFERRAL_LIST: "from a referral list",
    Delivery.OWN_THERAPIST: "with your own therapist",
}
SHARED_PLAN_WORDS = {
    None: "not known whether there is a shared plan",
    True: "a shared plan",
    False: "no shared plan",
}


@dataclass(frozen=True)
class Programs(RowList):
    """[{"therapy", "condition", "timing", "delivery", "partner_name", "therapist_credentials",
    "shared_plan"}]: condition is a slug or "", shared_plan True, False or None (not known)."""

    key: ClassVar[tuple[str, ...]] = ("therapy", "condition", "timing", "delivery")
    columns: ClassVar[tuple[str, ...]] = (*key, "partner_name", "therapist_credentials", "shared_plan")

    def split(self, value: Any) -> Facts:
        return {"/".join(row[name] for name in self.key): without(row, self.key) for row in value}

    def join(self, facts: Facts) -> list[Values]:
        return [{**dict(zip(self.key, key.split("/"), strict=True)), **rest} for key, rest in facts.items()]

    def row_label(self, change: Change, labels: Labels) -> str:
        therapy, condition, timing, delivery = change.part.split("/")
        treated = f" for {labels.get(f'condition/{condition}', condition)}" if condition else ""
        where = f"{DELIVERY_WORDS[Delivery(delivery)]}, {TIMING_WORDS[Timing(timing)]}"
        return f"Program: TMS with {labels.get(f'therapy/{therapy}', therapy)}{treated}, {where}"

    def in_words(self, value: Any) -> str:
        parts = [f"partner: {value['partner_name']}"] if value["partner_name"] else []
        if value["therapist_credentials"]:
            parts.append(words.listed(Credential(slug).label for slug in value["therapist_credentials"]))
        return "; ".join([*parts, SHARED_PLAN_WORDS[value["shared_plan"]]])

    def cell(self, value: Any, part: str) -> str:
        return join_values(join_parts(self._cell_parts(row)) for row in value)

    def _cell_parts(self, row: Values) -> list[str]:
        texts = {
            **row,
            "therapist_credentials": ", ".join(row["therapist_credentials"]),
            "shared_plan": YES_NO[row["shared_plan"]],
        }
        return [texts[name] for name in self.columns]
