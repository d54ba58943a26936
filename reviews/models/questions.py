"""The structured questions: what is asked, how it can be answered (domain, "Reviews: design").

They follow the dimensions of CG-CAHPS without using its name. Diagnosis, medication and outcomes are never
asked. A review keeps its answers as twelve small numbers, in the order of Question.
"""

from django.db import models


class Answer(models.IntegerChoices):
    """How often something happened. NOT_ANSWERED is for a skipped question; the form doesn't offer it."""

    NOT_ANSWERED = 0, "Not answered"
    NEVER = 1, "Never"
    SOMETIMES = 2, "Sometimes"
    USUALLY = 3, "Usually"
    ALWAYS = 4, "Always"
    DOES_NOT_APPLY = 5, "Does not apply"


class Question(models.IntegerChoices):
    """The twelve questions. The value is the position in `Review.answers`; the label is for the form."""

    FIRST_APPOINTMENT = 0, "Did you get your first appointment when you needed it?"
    ON_TIME = 1, "Did your sessions start within 15 minutes of the time agreed?"
    EXPLAINED = 2, "Were sensations, risks and alternatives explained in a way you understood?"
    DISCOMFORT = 3, "Was discomfort handled promptly?"
    SAME_OPERATOR = 4, "Did the same trained operator treat you?"
    DOCTOR_REACHABLE = 5, "Could you reach a doctor when you needed one?"
    SHARED_PLAN = 6, "Did the TMS and therapy teams work from a shared plan?"
    PROGRESS = 7, "Was your progress measured and shared with you?"
    COST = 8, "Did the bill match the cost you were told beforehand?"
    AUTHORIZATION = 9, "Did they help with authorization by your insurance?"
    RESPECT = 10, "Were you treated with respect?"
    ACCESS = 11, "Was the place physically accessible for you?"

    @property
    def topic(self) -> str:
        """A few words for the bars and for moderators, such as "Sessions started on time"."""
        return TOPICS[self]


TOPICS = {
    Question.FIRST_APPOINTMENT: "First appointment when needed",
    Question.ON_TIME: "Session started within 15 minutes",
    Question.EXPLAINED: "Sensations, risks and alternatives explained",
    Question.DISCOMFORT: "Discomfort handled promptly",
    Question.SAME_OPERATOR: "Same trained operator",
    Question.DOCTOR_REACHABLE: "Doctor reachable",
    Question.SHARED_PLAN: "TMS and therapy teams shared a plan",
    Question.PROGRESS: "Progress measured and shared",
    Question.COST: "Cost told beforehand matched the bill",
    Question.AUTHORIZATION: "Help with authorization",
    Question.RESPECT: "Treated with respect",
    Question.ACCESS: "Physical access",
}
