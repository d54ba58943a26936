"""The payers that a location is in or out of network with, for TMS and for therapy."""

from dataclasses import dataclass
from typing import Any, ClassVar

from providers.fields.cells import join_values
from providers.fields.kinds.base import Change, Facts, Labels, RowList, Values
from providers.models import PayerNetwork, Vocabulary


@dataclass(frozen=True)
class Networks(RowList):
    """[{"payer", "service", "status"}]: a slug and values of PayerNetwork; what is not listed is not
    known."""

    columns: ClassVar[tuple[str, ...]] = ("payer", "service", "status")
    vocabulary: ClassVar[Vocabulary] = Vocabulary.PAYER

    def split(self, value: Any) -> Facts:
        return {f"{row['payer']}/{row['service']}": row["status"] for row in value}

    def join(self, facts: Facts) -> list[Values]:
        rows = []
        for key, status in facts.items():
            payer, _, service = key.partition("/")
            rows.append({"payer": payer, "service": service, "status": status})
        return rows

    def row_label(self, change: Change, labels: Labels) -> str:
        payer, _, service = change.part.partition("/")
        what = "TMS" if service == PayerNetwork.Service.TMS else "therapy"
        return f"{labels.get(f'payer/{payer}', payer)}, for {what}"

    def in_words(self, value: Any) -> str:
        return PayerNetwork.Status(value).label

    def cell(self, value: Any, part: str) -> str:
        """The payers of one service and status: `part` is such as "tms/in-network"."""
        service, _, status = part.partition("/")
        return join_values(
            row["payer"] for row in value if row["service"] == service and row["status"] == status
        )
