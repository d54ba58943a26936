"""Timing calls and printing what they took. Machines are shared and noisy: medians, no promises."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np


def milliseconds(call: Callable[[Any], object], arguments: Iterable[Any]) -> list[float]:
    """How long each call took."""
    taken = []
    for argument in arguments:
        started = time.perf_counter()
        call(argument)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def percentiles(taken: Sequence[float]) -> str:
    """p50, p95 and p99, in milliseconds."""
    p50, p95, p99 = np.percentile(taken, [50, 95, 99])
    return f"p50 {p50:8.3f}   p95 {p95:8.3f}   p99 {p99:8.3f} ms   ({len(taken)} calls)"
