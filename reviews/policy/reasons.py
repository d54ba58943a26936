"""The closed lists of reasons, explained: what each covers and what it does not.

Moderators see them beside every text, and the policy page shows the same words to everybody.
"""

from dataclasses import dataclass

from reviews.models import Reason, ReplyReason


@dataclass(frozen=True)
class Rule:
    """`covers`: what we decline for this reason; `not_for`: what we publish all the same, if that is said."""

    reason: Reason | ReplyReason
    covers: str
    not_for: str = ""

    @property
    def label(self) -> str:
        return str(self.reason.label)


RULES = [
    Rule(
        Reason.PERSONAL_DATA,
        "Names of people, phone numbers, addresses, account numbers, or a person described so closely that "
        "others would know who it is. That goes for staff, for other patients, and for the author.",
        "“The doctor”, “the person at the front desk”.",
    ),
    Rule(
        Reason.ABUSE,
        "Threats, insults, slurs, sexual remarks.",
        "Anger. “They were rude and I will never go back” is fine.",
    ),
    Rule(
        Reason.DISCRIMINATION,
        "Words against people for their race, religion, sex, gender, age, disability, or origin.",
        "Saying that the author was treated unfairly for one of these.",
    ),
    Rule(
        Reason.FALSE,
        "A statement of fact that the record shows to be false, such as a service or a price that never was.",
        "Opinions, and facts that we can’t check. Not being able to prove it is no reason.",
    ),
    Rule(
        Reason.FAKE,
        "Signs that no patient wrote it: copies of one text, many texts from one source, staff or family of "
        "the clinic, a competitor, an ad.",
        "Short, clumsy or one-sided texts. One sign alone is not enough.",
    ),
    Rule(
        Reason.UNRELATED,
        "Not about care at this place: another clinic, politics, insurance in general, a named therapist’s "
        "private life.",
        "Parking, the waiting room, the bill, the phone line. They are part of care.",
    ),
]

# What readers and moderators can choose from; the two others come from the site and from courts.
LISTED_REASONS = [rule.reason for rule in RULES]

REPLY_RULES = [
    Rule(
        ReplyReason.PATIENT,
        "It says or lets on that somebody was, or was not, a patient: a visit, a treatment, a date, a bill.",
    ),
    Rule(ReplyReason.PERSONAL_DATA, "Names or details of a person, also if the review has them."),
    Rule(ReplyReason.ABUSE, "Threats, insults, pressure to take the review down."),
    Rule(ReplyReason.DISCRIMINATION, "Words against people for what they are."),
    Rule(ReplyReason.UNRELATED, "An ad, or an answer to something else."),
]
