"""Practices and the clinicians who work at their locations."""

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from providers.models.triggers import touches_locations_of_clinician, touches_locations_of_practice


class NpiIsValid(Func):
    """`npi_is_valid(text)`: whether a National Provider Identifier has the right check digit.

    The SQL function is made by the initial migration.
    """

    function = "npi_is_valid"
    output_field = models.BooleanField()


def npi_constraint(name: str) -> models.CheckConstraint:
    """An NPI must have the right check digit; a missing one is NULL."""
    return models.CheckConstraint(
        condition=Q(npi=None) | Q(NpiIsValid("npi")),
        name=name,
        violation_error_message="This is not a valid NPI: its check digit is wrong.",
    )


class Practice(models.Model):
    """The organization, or solo clinician, that runs one or more locations."""

    name = models.CharField(max_length=200)
    npi = models.CharField(
        "NPI", max_length=10, null=True, blank=True, unique=True, help_text="The organization's own (type 2)."
    )
    website = models.URLField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, help_text="Invented by load_demo; remove_demo deletes it.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [npi_constraint("practice_npi_check_digit")]
        indexes = [models.Index(fields=["id"], condition=Q(is_demo=True), name="practice_demo")]
        triggers = [touches_locations_of_practice()]

    def __str__(self) -> str:
        return self.name


class Credential(models.TextChoices):
    """Slugs of the `credential` vocabulary: what clinicians and the therapists of programs trained as."""

    MD = "md", "MD"
    DO = "do", "DO"
    PMHNP = "pmhnp", "PMHNP"
    PA = "pa", "PA"
    PHD = "phd", "PhD"
    PSYD = "psyd", "PsyD"
    LCSW = "lcsw", "LCSW"
    LPC = "lpc", "LPC"
    LMHC = "lmhc", "LMHC"
    LMFT = "lmft", "LMFT"
    TMS_OPERATOR = "tms-operator", "TMS operator"


class Clinician(models.Model):
    """A person who works at locations."""

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    credential = models.CharField(max_length=20, choices=Credential, blank=True)
    npi = models.CharField("NPI", max_length=10, null=True, blank=True, unique=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            npi_constraint("clinician_npi_check_digit"),
            models.CheckConstraint(
                condition=Q(credential__in=["", *Credential.values]), name="clinician_credential_is_known"
            ),
        ]
        triggers = [touches_locations_of_clinician()]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name and credential, such as "Ana Ruiz, PhD"."""
        name = f"{self.first_name} {self.last_name}"
        return f"{name}, {self.get_credential_display()}" if self.credential else name
