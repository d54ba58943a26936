"""Names of states."""

from places.states import STATE_BY_CODE


def state_name(code: str) -> str:
    """ "Illinois" for IL; a code that no state has comes back as it is."""
    state = STATE_BY_CODE.get(code)
    return state.name if state else code
