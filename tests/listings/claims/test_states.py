"""The states of a claim: only the allowed steps, whatever is tried in whatever order."""

from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.claims.states import DECIDED_BY_AN_ADMIN, LEADS_TO, OPEN, NotPossible, State, advance
from listings.models import Claim
from tests.cast import make_user
from tests.listings.claims.making import make_claim

pytestmark = pytest.mark.django_db
TRIES = st.lists(
    st.tuples(st.sampled_from(list(State)), st.sampled_from(["", " ", "No such person there."])), max_size=8
)


@pytest.fixture
def claim():
    return make_claim()


@pytest.fixture
def admin():
    return make_user(is_superuser=True)


@given(tries=TRIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_tried_a_claim_only_follows_the_states(claim, admin, tries):
    with transaction.atomic():
        stored = Claim.objects.get(pk=claim.pk)
        path = [State(stored.state)]
        for to, reason in tries:
            try:
                advance(stored, to, by=admin, reason=reason)
            except NotPossible:
                stored.refresh_from_db()
                assert stored.state == path[-1]
            else:
                stored.refresh_from_db()
                path.append(State(stored.state))
        assert all(there in LEADS_TO[here] for here, there in pairwise(path))
        assert len(path) == len(set(path)), "a claim comes back to no state"
        assert bool(stored.decided_at) == (stored.state in DECIDED_BY_AN_ADMIN)
        assert stored.reason.strip() or stored.state not in (State.DENIED, State.REVOKED)
        assert not stored.code_hash or stored.state == State.REQUESTED
        transaction.set_rollback(True)


def test_every_state_can_be_reached_and_ends_somewhere():
    reached, found = set(), {State.REQUESTED}
    while found:
        reached |= found
        found = {there for here in found for there in LEADS_TO[here]} - reached
    assert reached == set(State)
    assert {state for state in State if not LEADS_TO[state]} == {State.DENIED, State.REVOKED}
    assert {State.REQUESTED, State.PROVEN} == OPEN


@pytest.mark.parametrize("to", [State.DENIED])
def test_a_refusal_needs_a_reason(claim, admin, to):
    with pytest.raises(NotPossible, match="Say why"):
        advance(claim, to, by=admin)


def test_nobody_decides_about_their_own_claim(claim):
    with pytest.raises(NotPossible, match="own claim"):
        advance(claim, State.DENIED, by=claim.user, reason="I changed my mind.")


def test_a_decision_needs_somebody_who_decides(claim):
    with pytest.raises(NotPossible):
        advance(claim, State.DENIED, reason="Because.")
