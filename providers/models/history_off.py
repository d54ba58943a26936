"""Writing rows without history, for demo rows that nobody kept."""

import pgtrigger
from django.db.backends.utils import CursorWrapper
from pghistory.trigger import Event


def do_without_history(cursor: CursorWrapper) -> None:
    """Write no history until this transaction ends. All other triggers go on.

    pgtrigger's own context manager can't be used with statements that return rows.
    """
    triggers = pgtrigger.registered()
    names = ",".join(trigger.get_pgid(model) for model, trigger in triggers if isinstance(trigger, Event))
    cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{names}}}"])
