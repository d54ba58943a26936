"""Writing rows without history: for the demo's, which nobody kept."""

import pgtrigger
from django.db.backends.utils import CursorWrapper


def do_without_history(cursor: CursorWrapper) -> None:
    """Write no history until this transaction ends: for the demo's rows, which nobody kept.

    pgtrigger's own context manager can't be used with statements that return rows.
    """
    names = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()]
    ignored = ",".join([*names, "note_links"])
    cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{ignored}}}"])
