"""What an invented location attests: when its sections were confirmed, its payers and its programs."""

from collections.abc import Iterator
from datetime import date, timedelta

from providers.demo.chance import STATES_OF_PAYERS, Chance, shares, words
from providers.demo.services import TermNames, slugs
from providers.demo.terms import TermIds
from providers.models import (
    CombinedProgram,
    Confirmation,
    Credential,
    Delivery,
    Location,
    PayerNetwork,
    Section,
    Source,
    Timing,
)

# Days since the least recently confirmed section, as "from-up to": most are fresh, some are due for a
# reminder, some unconfirmed, and some so old that the default results leave them out.
AGES = {(0, 60): 70, (60, 90): 12, (90, 120): 8, (120, 400): 7}
# The condition a joined therapy is for, where the location treats it.
CONDITION_OF = {
    "cbt": "mdd",
    "ba": "mdd",
    "ipt": "mdd",
    "mbct": "mdd",
    "erp": "ocd",
    "pe": "ptsd",
    "cpt": "ptsd",
    "emdr": "ptsd",
    "wet": "ptsd",
    "dbt": "bpd",
}
JOINED_THERAPIES = [*CONDITION_OF, "act", "supportive"]
SHARED_PLAN = {"yes": True, "no": False, "not known": None}


def draw_confirmations(chance: Chance, location: Location, today: date) -> list[Confirmation]:
    """Of the five sections, in random order of age; nobody confirms a location after it closed."""
    if chance.happens(0.02):
        return []
    oldest = chance.randrange(*chance.choices(list(AGES), list(AGES.values()))[0])
    # Half of them confirm everything in one call, the others section by section.
    at_once = chance.happens(0.5)
    days_ago = {section: oldest if at_once else chance.randint(0, oldest) for section in Section}
    days_ago[chance.choice(list(Section))] = oldest
    if chance.happens(0.04):
        del days_ago[chance.choice(list(Section))]
    source = Source.CLINIC if chance.happens(0.74) else Source.DIRECTORY
    # The registry knows addresses and phones, and nothing else.
    of_contact = Source.REGISTRY if chance.happens(0.04) else source
    last = location.closed_on or today
    return [
        Confirmation(
            location_id=location.pk,
            section=section,
            confirmed_on=last - timedelta(days=days),
            confirmed_by=of_contact if section == Section.CONTACT else source,
        )
        for section, days in days_ago.items()
    ]


def draw_payers(
    chance: Chance,
    location: Location,
    terms: TermNames,
    term_ids: TermIds,
    confirmed: Confirmation | None,
) -> Iterator[PayerNetwork]:
    """`confirmed`: of the insurance section, which payers carry date and source of; None: they have neither.

    Who can pay for themselves is found under the payer "self-pay" too: it counts as in network for TMS.
    """
    offers_therapy = bool(slugs(terms, "therapy"))
    entries = [("self-pay", PayerNetwork.Service.TMS)] if "payment/self-pay" in terms else []
    for payer, share in shares("payers").items() if "payment/insurance" in terms else ():
        if not is_offered_in(payer, location.state) or not chance.happens(share):
            continue
        for_tms = chance.happens(0.95)
        if for_tms:
            entries.append((payer, PayerNetwork.Service.TMS))
        if offers_therapy and (not for_tms or chance.happens(0.32)):
            entries.append((payer, PayerNetwork.Service.THERAPY))
    for payer, service in entries:
        is_out = payer != "self-pay" and chance.happens(0.06)
        yield PayerNetwork(
            location_id=location.pk,
            payer_id=term_ids[f"payer/{payer}"],
            service=service,
            status=PayerNetwork.Status.OUT_OF_NETWORK if is_out else PayerNetwork.Status.IN_NETWORK,
            confirmed_on=confirmed.confirmed_on if confirmed else None,
            confirmed_by=confirmed.confirmed_by if confirmed else "",
        )


def is_offered_in(payer: str, state: str) -> bool:
    if payer == "tricare-east":
        return state not in STATES_OF_PAYERS["tricare-west"]
    return payer not in STATES_OF_PAYERS or state in STATES_OF_PAYERS[payer]


def draw_programs(
    chance: Chance, location: Location, terms: TermNames, term_ids: TermIds, attested: Confirmation
) -> Iterator[CombinedProgram]:
    """Up to three programs of different therapies.

    Who offers no therapy can still have a list of therapists or talk with the patient's own.
    """
    offered = [slug for slug in JOINED_THERAPIES if f"therapy/{slug}" in terms]
    number = int(chance.one_of(shares("programs_of_a_location")))
    chosen = chance.sample(offered or JOINED_THERAPIES, min(number, len(offered) or 1))
    for therapy in chosen:
        delivery = _delivery(chance, is_offered=bool(offered))
        timing = Timing(chance.one_of(shares(f"timings/{delivery.value}")))
        condition = CONDITION_OF.get(therapy)
        names_it = f"condition/{condition}" in terms and chance.happens(0.75)
        yield CombinedProgram(
            location_id=location.pk,
            therapy_id=term_ids[f"therapy/{therapy}"],
            condition_id=term_ids[f"condition/{condition}"] if names_it else None,
            timing=timing,
            delivery=delivery,
            partner_name=_partner(chance) if delivery == Delivery.PARTNER else "",
            therapist_credentials=_team(chance, therapy, timing, delivery),
            shared_plan=SHARED_PLAN[chance.one_of(shares("shared_plan"))],
            attested_by=attested.confirmed_by,
            attested_on=attested.confirmed_on,
        )


def _delivery(chance: Chance, *, is_offered: bool) -> Delivery:
    if not is_offered or chance.happens(0.12):
        return chance.choice([Delivery.REFERRAL_LIST, Delivery.OWN_THERAPIST])
    return Delivery.ON_SITE if chance.happens(0.86) else Delivery.PARTNER


def _partner(chance: Chance) -> str:
    return f"{chance.choice(words('name_beginnings'))}{chance.choice(words('name_endings'))} Psychotherapy"


def _team(chance: Chance, therapy: str, timing: Timing, delivery: Delivery) -> list[str]:
    """The credentials of the clinic's own and its partner's therapists; of others it knows none.

    A TMS operator can coach behavioral activation during a session, and nothing else.
    """
    team = chance.one_of(shares("therapist_credentials")).split()
    coaches = therapy == "ba" and timing == Timing.DURING_SESSION
    if delivery not in (Delivery.ON_SITE, Delivery.PARTNER) or (
        Credential.TMS_OPERATOR in team and not coaches
    ):
        return []
    return team
