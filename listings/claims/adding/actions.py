"""Adding a practice that isn't listed: by its own people, with a claim, or by an admin."""

from django.db import transaction

from accounts.models import User
from listings.claims.proving import Proof
from listings.claims.starting import start_claim
from listings.editor.new_place import NewPlace, add_place, give_npi
from listings.editor.statuses import take_step
from listings.models import Claim, ClinicDraft
from providers.models import Location


@transaction.atomic
def claim_new_practice(*, new: NewPlace, user: User, position: str, proof: Proof) -> Claim:
    """The practice with its first place, which nobody sees, and the claim of both. Raises TooManyCodes."""
    location = add_place(new, by=user, is_confirmed=True)
    claim = start_claim(
        location=location, user=user, position=position, npi=new.npi, proof=proof, adds_practice=True
    )
    ClinicDraft.objects.filter(user=user).delete()
    return claim


@transaction.atomic
def add_practice(*, new: NewPlace, by: User, is_confirmed: bool, publishes: bool) -> Location:
    """What an admin adds. `is_confirmed`: by phone, today. Raises NotReady if it is to be published and
    can't be."""
    location = add_place(new, by=by, is_confirmed=is_confirmed)
    give_npi(location.practice, new.npi)
    return take_step(location=location, step="publish", user=by) if publishes else location
