"""The studies and pages that guides cite."""

from typing import NamedTuple

from django.db import models
from django.db.models import Q

from content.models.keys import KEY_PATTERN, key_validator


class SourceLink(NamedTuple):
    label: str
    address: str


class Reference(models.Model):
    """One source. A guide cites it by its key: `[@donse2018]`."""

    key = models.SlugField(
        max_length=60, unique=True, validators=[key_validator], help_text="First author and year: donse2018"
    )
    authors = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)
    journal = models.CharField(
        max_length=160, blank=True, help_text="The journal, or who published the page."
    )
    volume_pages = models.CharField("volume and pages", max_length=60, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True, help_text="Without https://doi.org/")
    pmid = models.CharField("PMID", max_length=12, blank=True)
    pmcid = models.CharField("PMC ID", max_length=16, blank=True, help_text="With PMC in front.")
    url = models.URLField(max_length=400, blank=True, help_text="For sources without DOI or PMID.")
    study_type = models.CharField(
        max_length=120, blank=True, help_text="Such as randomized controlled trial."
    )
    sample_size = models.PositiveIntegerField(null=True, blank=True, help_text="People who took part.")
    findings = models.TextField(
        blank=True, help_text="Its results with every figure that a text may quote. Readers don't see it."
    )
    note = models.TextField(blank=True, help_text="What readers should know about it, in plain words.")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=Q(key__regex=KEY_PATTERN), name="reference_key_is_plain"),
            models.CheckConstraint(
                condition=Q(year__gte=1900) & Q(year__lte=2100), name="reference_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(doi="") | Q(doi__startswith="10."), name="reference_doi_is_bare"
            ),
            models.CheckConstraint(
                condition=Q(pmid="") | Q(pmid__regex=r"^[0-9]+$"), name="reference_pmid_is_a_number"
            ),
            models.CheckConstraint(
                condition=Q(pmcid="") | Q(pmcid__regex=r"^PMC[0-9]+$"), name="reference_pmcid_has_its_prefix"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^https?://"), name="reference_url_is_of_the_web"
            ),
            models.CheckConstraint(
                condition=Q(sample_size=None) | Q(sample_size__gt=0), name="reference_sample_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def links(self) -> list[SourceLink]:
        """Where it can be read, best first."""
        links = []
        if self.doi:
            links.append(SourceLink(f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.pmid:
            links.append(SourceLink(f"PMID {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"))
        if self.pmcid:
            links.append(SourceLink(self.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"))
        if self.url:
            links.append(SourceLink("Read it online", self.url))
        return links
