"""Collecting the static files only when one has changed: hashing and compressing them takes seconds."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed(*, say: Callable[[str], object]) -> None:
    """Collect into STATIC_ROOT, unless that was done before for exactly the same files. Raises OSError."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".collected")
    current = fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return
    say("Collecting the static files.")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)


def fingerprint() -> str:
    """A hash that changes when a static file is added, removed or edited, according to its size and time."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
