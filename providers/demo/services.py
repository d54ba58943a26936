"""The terms of an invented location: what it treats, with what, for whom, how it is reached and paid.

Combinations follow the domain's vocabulary: the deep protocols need BrainsWay's coils, SAINT needs its own
device, and a condition that only some devices are cleared for is likelier where they are.
"""

from providers.demo.chance import SPANISH_STATES, Chance, shares

# All but these have one coil over one spot, which is what the ordinary protocols need.
NOT_FIGURE_8 = frozenset({"brainsway", "saint-magnus", "unknown"})
CLEARED_FOR_TEENS = frozenset({"neurostar", "brainsway", "magstim-horizon", "magventure", "apollo"})
CLEARED_FOR_ANXIETY = frozenset({"brainsway", "neurostar", "magstim-horizon", "magventure"})
CLEARED_FOR_OCD = frozenset({"neurostar", "magstim-horizon", "cloudtms", "magventure", "apollo"})
MAKERS_WITH_SUPPORT = frozenset({"neurostar", "brainsway"})

# "vocabulary/slug" of every term that a location has.
TermNames = set[str]


def draw_terms(chance: Chance, *, device: str, state: str, takes_insurance: bool) -> TermNames:
    """The terms of a location whose practice bought this device, but those of its hours."""
    devices = {device}
    if device != "unknown" and chance.happens(0.15):
        devices.add(chance.one_of(shares("devices")))
        devices.discard("unknown")
    terms = {f"device/{slug}" for slug in devices}
    terms |= _protocols(chance, devices)
    terms |= _ages(chance, devices)
    terms |= _conditions(chance, devices, terms)
    terms |= _therapies(chance, terms)
    terms |= _languages(chance, state)
    terms |= _accessibility(chance, terms)
    terms |= _telehealth(chance, terms)
    terms |= _payment(chance, devices, takes_insurance=takes_insurance)
    return terms


def slugs(terms: TermNames, vocabulary: str) -> list[str]:
    """The slugs of those terms that are of a vocabulary, in alphabetical order."""
    return sorted(name.removeprefix(f"{vocabulary}/") for name in terms if name.startswith(f"{vocabulary}/"))


def _protocols(chance: Chance, devices: set[str]) -> TermNames:
    found: TermNames = set()
    if devices - NOT_FIGURE_8:
        found |= chance.some_of("protocol", shares("protocols_of_figure_8_coils"))
    if "brainsway" in devices:
        found |= chance.some_of("protocol", shares("protocols_of_brainsway"))
    if "saint-magnus" in devices:
        found |= {"protocol/saint"} | chance.some_of("protocol", {"itbs-left": 0.6})
    if "protocol/itbs-left" in found:
        found |= chance.some_of("protocol", {"accelerated-other": 0.16})
    if devices != {"unknown"}:
        found |= chance.some_of("protocol", shares("later_courses"))
    return found


def _ages(chance: Chance, devices: set[str]) -> TermNames:
    """Teens only where adults are seen too; some say nothing about ages."""
    if not chance.happens(0.95):
        return set()
    found = {"age_group/22-64"} | chance.some_of("age_group", {"18-21": 0.88, "65-plus": 0.86})
    if chance.happens(0.38 if devices & CLEARED_FOR_TEENS else 0.12):
        found |= {"age_group/15-17", "age_group/18-21"} | chance.some_of("age_group", {"12-14": 0.3})
    return found


def _conditions(chance: Chance, devices: set[str], terms: TermNames) -> TermNames:
    found = chance.some_of(
        "condition",
        {
            "mdd": 0.985,
            "anxious-depression": 0.42 if devices & CLEARED_FOR_ANXIETY else 0.15,
            "ocd": 0.4 if devices & CLEARED_FOR_OCD else 0.06,
            # Its device goes home with the patient; a few practices prescribe it.
            "migraine": 0.01,
            **shares("off_label_conditions"),
        },
    )
    if "age_group/15-17" in terms and devices & CLEARED_FOR_TEENS:
        found |= chance.some_of("condition", {"mdd-15-21": 0.85})
    if "protocol/deep-h7-ocd" in terms:
        found.add("condition/ocd")
    if "protocol/deep-h4-smoking" in terms:
        found.add("condition/smoking")
    return found


def _therapies(chance: Chance, terms: TermNames) -> TermNames:
    """One place in nine offers TMS alone. Therapies for OCD and trauma are where these are treated."""
    if not chance.happens(0.89):
        return set()
    less = 1 if "condition/ptsd" in terms else 1 / 6
    trauma = {slug: share * less for slug, share in shares("trauma_therapies").items()}
    erp = 0.68 if "condition/ocd" in terms else 0.08
    return chance.some_of("therapy", shares("therapies") | trauma | {"erp": erp})


def _languages(chance: Chance, state: str) -> TermNames:
    found = chance.some_of("language", {"en": 0.995, **shares("languages")})
    if chance.happens(0.95 if state == "PR" else 0.25 if state in SPANISH_STATES else 0):
        found.add("language/es")
    return found


def _accessibility(chance: Chance, terms: TermNames) -> TermNames:
    """One in six says nothing about access."""
    found: TermNames = {"accessibility/asl"} if "language/ase" in terms else set()
    if chance.happens(0.84):
        found |= chance.some_of("accessibility", {**shares("accessibility"), "asl": 0.05})
    return found


def _telehealth(chance: Chance, terms: TermNames) -> TermNames:
    therapy = {"therapy-video": 0.62, "therapy-phone": 0.2} if slugs(terms, "therapy") else {}
    return chance.some_of("telehealth", {**therapy, "intake-video": 0.45})


def _payment(chance: Chance, devices: set[str], *, takes_insurance: bool) -> TermNames:
    found = chance.some_of("payment", shares("payment"))
    found.add("payment/insurance" if takes_insurance else "payment/self-pay")
    if devices & MAKERS_WITH_SUPPORT:
        found |= chance.some_of("payment", {"manufacturer-support": 0.25})
    return found
