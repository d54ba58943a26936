"""Who operates the site: what its trust pages say and no software can know."""

from django.conf import settings
from django.db import models
from django.db.models import Q

# The default of the setting SITE_CONTACT, which reaches nobody.
NO_CONTACT = "contact@example.com"
ONLY_ROW = 1


class OperatorDetailsManager(models.Manager["OperatorDetails"]):
    def current(self) -> "OperatorDetails":
        """The details as they are stored, or empty ones. One query."""
        return self.filter(pk=ONLY_ROW).first() or OperatorDetails(pk=ONLY_ROW)


class OperatorDetails(models.Model):
    """One row. Whatever is empty is named on the operator's checklist, and pages say that it is missing."""

    class Access(models.TextChoices):
        """How far the site conforms to WCAG 2.2 AA, as the operator has assessed it."""

        FULL = "full", "Fully conforms: every page was assessed and meets the standard"
        PARTIAL = "partial", "Partially conforms: some parts don’t meet the standard yet"
        UNKNOWN = "unknown", "Not assessed by a person yet"

    legal_name = models.CharField(max_length=200, blank=True)
    postal_address = models.TextField(max_length=500, blank=True)
    contact_email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    ownership = models.TextField(max_length=2000, blank=True)
    funding = models.TextField(max_length=2000, blank=True)
    processors = models.TextField(max_length=3000, blank=True)
    affiliates = models.TextField(max_length=3000, blank=True)
    backup_days = models.PositiveSmallIntegerField(null=True, blank=True)
    agent_name = models.CharField(max_length=200, blank=True)
    agent_address = models.TextField(max_length=500, blank=True)
    agent_email = models.EmailField(blank=True)
    agent_phone = models.CharField(max_length=40, blank=True)
    security_email = models.EmailField(blank=True)
    access_status = models.CharField(
        max_length=10, choices=[("", "Not said yet"), *Access.choices], blank=True
    )
    access_assessed_on = models.DateField(null=True, blank=True)
    access_reply_days = models.PositiveSmallIntegerField(null=True, blank=True)
    terms_from = models.DateField(null=True, blank=True)
    privacy_from = models.DateField(null=True, blank=True)
    health_data_from = models.DateField(null=True, blank=True)
    further_terms = models.TextField(max_length=20_000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OperatorDetailsManager()

    class Meta:
        verbose_name_plural = "operator details"
        constraints = [
            models.CheckConstraint(condition=Q(pk=ONLY_ROW), name="operator_details_are_one_row"),
            models.CheckConstraint(
                condition=Q(access_status__in=["", "full", "partial", "unknown"]),
                name="operator_access_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name or "Operator details"

    @property
    def contact(self) -> str:
        """Where readers write: the address given here, or the setting SITE_CONTACT; empty if there is
        none."""
        return self.contact_email or (settings.SITE_CONTACT if settings.SITE_CONTACT != NO_CONTACT else "")

    @property
    def security_contact(self) -> str:
        return self.security_email or self.contact

    @property
    def has_agent(self) -> bool:
        """Whether the agent for copyright notices can be reached: a name, a postal address and an email."""
        return bool(self.agent_name and self.agent_address and self.agent_email)
