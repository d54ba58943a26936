"""The texts of invented reviews. They are about service, never health, and say that they are invented."""

from random import Random

from reviews.replies.texts import TEMPLATES

ENDING = "(This review is invented for the demo.)"

GOOD = [
    "The first call was answered by a person who knew how everything works.",
    "They told me the full cost before the first session, and the bill said the same.",
    "My sessions began on time nearly every day, which mattered with my job.",
    "The same operator was there each time and remembered how I like the chair.",
    "They explained the sounds and the tapping before they switched anything on.",
    "The therapist and the TMS team had clearly talked to each other about the plan.",
    "Someone from the office dealt with the insurer, so I only had to sign once.",
    "The room was quiet, and nobody hurried me.",
    "When something was uncomfortable they stopped and adjusted it at once.",
    "Every week they sat down with me and went through the questionnaires.",
    "Parking is easy, and there is an elevator right beside the entrance.",
    "The front desk greeted everybody the same way, which I liked.",
    "I could reach the doctor by phone on the same day.",
    "The video appointments for therapy worked without any trouble.",
]
MIXED = [
    "The waiting room gets crowded in the late afternoon.",
    "The staff were kind, but the schedule changed twice without much notice.",
    "It took three weeks until the first appointment.",
    "Parking is difficult on weekdays, so plan ten extra minutes.",
    "The explanations were good, though I would have liked them in writing.",
    "The phone line was often busy in the morning.",
    "The operator changed halfway, and I had to explain things again.",
    "The bill was right in the end, after one correction.",
]
BAD = [
    "I waited forty minutes on most days, and nobody said why.",
    "The bill was higher than what I was told, and it took months to sort out.",
    "Nobody returned my calls about the insurance papers.",
    "Different people ran the sessions, and they set things up differently.",
    "I never found out who to ask when I had a question between sessions.",
    "The therapist did not know what the TMS team was doing.",
    "The elevator was out of order for two weeks, and nobody told me before.",
    "I felt rushed, and my questions were answered with a leaflet.",
]
CLOSINGS = {
    5: ["I would choose this place again.", "I told a friend about it.", "Thank you to the whole team."],
    4: ["On the whole I was well looked after.", "A few small things, but a good place.", "I would go back."],
    3: ["Some things were good, others not.", "It was all right.", "It depends on the day, I think."],
    2: ["I expected more.", "I would look around first.", "It could be so much better."],
    1: ["I would not go back.", "I changed to another place.", "I was let down."],
}
SENTENCES = {5: (GOOD, GOOD), 4: (GOOD, MIXED), 3: (MIXED, GOOD), 2: (BAD, MIXED), 1: (BAD, BAD)}

REPLIES = [TEMPLATES["thanks"], TEMPLATES["concern"]]  # to good reviews, and to others


def invented_text(chance: Random, overall: int) -> str:
    """Two to five sentences that fit the overall score."""
    first, second = SENTENCES[overall]
    chosen = chance.sample(first, chance.randint(1, 3))
    chosen += [sentence for sentence in chance.sample(second, chance.randint(1, 2)) if sentence not in chosen]
    return " ".join([*chosen, chance.choice(CLOSINGS[overall]), ENDING])
