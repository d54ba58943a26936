"""Insurance: each payer, separately for TMS and for therapy; and the ways to pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from listings.editor.forms.base import SectionForm
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.models import PayerNetwork, Vocabulary
from providers.vocabulary.catalog import CatalogTerm

SERVICES = PayerNetwork.Service
STATUSES = [("", "Not known"), *PayerNetwork.Status.choices]
# Paying oneself is listed among the plans, and has no network.
SELF_PAY_STATUSES = [("", "Not known"), ("in-network", "Accepted"), ("out-of-network", "Not accepted")]


@dataclass(frozen=True)
class PayerRow:
    label: str
    tms: BoundField
    therapy: BoundField
    tms_date: str
    therapy_date: str


class InsuranceForm(SectionForm):
    section = ListingSection.INSURANCE

    def initial_of(self, values: Values) -> dict[str, Any]:
        statuses = {f"{row['service']}-{row['payer']}": row["status"] for row in values["networks"]}
        return {**super().initial_of(values), **statuses}

    def payers(self) -> tuple[CatalogTerm, ...]:
        """Those that are offered, and those that the listing has."""
        kept = {row["payer"] for row in self.saved["networks"]}
        return self.context.catalog.offered(Vocabulary.PAYER, kept)

    def add_fields(self) -> None:
        for payer in self.payers():
            for service in SERVICES:
                self.fields[f"{service.value}-{payer.slug}"] = forms.ChoiceField(
                    choices=SELF_PAY_STATUSES if payer.slug == "self-pay" else STATUSES,
                    label=f"{payer.label}, for {service.label if service == SERVICES.TMS else 'therapy'}",
                    required=False,
                )
        super().add_fields()

    def payer_rows(self) -> Iterator[PayerRow]:
        for payer in self.payers():
            yield PayerRow(
                payer.label,
                self[f"tms-{payer.slug}"],
                self[f"therapy-{payer.slug}"],
                self.context.dates.get(f"{payer.slug}/tms", ""),
                self.context.dates.get(f"{payer.slug}/therapy", ""),
            )

    def values(self) -> Values:
        values = super().values()
        networks = [
            {"payer": payer.slug, "service": service.value, "status": status}
            for payer in self.payers()
            for service in sorted(SERVICES, key=lambda service: service.value)
            if (status := self.cleaned_data.get(f"{service.value}-{payer.slug}"))
        ]
        return {**values, "networks": networks}
