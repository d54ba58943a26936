"""The sums of a location's published reviews, and votes for helpful ones."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from providers.models import Location
from reviews.models.questions import Answer, Question
from reviews.models.review import ProofLevel, Review

CHOICES = len(Answer) - 1  # of a question; skipping it is none


class RatingSummary(models.Model):
    """The sums of one location, so that its page asks for one row. reviews/rating/sums.py keeps them exact.

    `stars[k]`: reviews with k+1 stars. `levels[k]`: reviews of the k-th ProofLevel. `answers`: for each
    Question how many answered Never, Sometimes, Usually, Always and Does not apply, one after the other.
    """

    location = models.OneToOneField(Location, models.CASCADE, primary_key=True, related_name="rating_summary")
    number = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="Sum of the overall scores.")
    stars = ArrayField(models.PositiveIntegerField(), size=5)
    levels = ArrayField(models.PositiveIntegerField(), size=len(ProofLevel))
    answers = ArrayField(models.PositiveIntegerField(), size=len(Question) * CHOICES)
    would_choose_again = models.PositiveIntegerField(default=0, help_text="How many said yes.")
    asked_again = models.PositiveIntegerField(default=0, help_text="How many said yes or no.")
    # Written once a month and rounded (reviews/codes/counting.py), never with the other sums.
    codes_issued = models.PositiveIntegerField(default=0)
    codes_used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rating summaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__len=5, levels__len=len(ProofLevel), answers__len=len(Question) * CHOICES),
                name="summary_has_all_parts",
            ),
            models.CheckConstraint(
                condition=Q(total__gte=F("number"), total__lte=F("number") * 5), name="summary_total_fits"
            ),
            models.CheckConstraint(
                condition=Q(would_choose_again__lte=F("asked_again"), asked_again__lte=F("number")),
                name="summary_again_fits",
            ),
            models.CheckConstraint(condition=Q(codes_used__lte=F("codes_issued")), name="summary_codes_fit"),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.number} reviews"


class HelpfulVote(models.Model):
    """A visitor's vote that a review was helpful. The key differs for each review, so it tracks nobody."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="helpful_votes", db_index=False)
    visitor_key = models.CharField(max_length=32, help_text="See reviews/reading/actions.py.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "visitor_key"], name="helpful_once_per_visitor"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} was helpful"
