"""The tables that a demo directory fills."""

from django.db import models

from providers.models import (
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
)

# In the order in which they are written. Locations come last: their triggers gather once what the other rows
# say, and foreign keys are checked at the end of the transaction.
MODELS: tuple[type[models.Model], ...] = (
    Practice,
    Clinician,
    LocationTerm,
    LocationClinician,
    OpeningHours,
    PayerNetwork,
    CombinedProgram,
    Confirmation,
    Location,
)
TABLES = [model._meta.db_table for model in MODELS]
