"""Timing calls and printing what they took. Machines are shared and noisy: medians, no promises."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Taken:
    """What each of several calls took, in milliseconds: by the clock, and of the processor.

    If others use the machine, compare processor time, which is this thread's alone. It leaves out the work of
    the database server and the time spent waiting for it.
    """

    wall: list[float]
    cpu: list[float]

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.wall + other.wall, self.cpu + other.cpu)

    def __str__(self) -> str:
        """p50, p95 and p99."""
        p50, p95, p99 = np.percentile(self.wall, [50, 95, 99])
        cpu50, cpu95 = np.percentile(self.cpu, [50, 95])
        return (
            f"p50 {p50:8.3f}   p95 {p95:8.3f}   p99 {p99:8.3f} ms   "
            f"(cpu {cpu50:.3f} / {cpu95:.3f}, {len(self.wall)} calls)"
        )


def timed(call: Callable[[Any], object], arguments: Iterable[Any]) -> Taken:
    """How long each call took."""
    taken = Taken([], [])
    for argument in arguments:
        started, started_cpu = time.perf_counter(), time.thread_time()
        call(argument)
        cpu, wall = time.thread_time() - started_cpu, time.perf_counter() - started
        taken.wall.append(wall * 1000)
        taken.cpu.append(cpu * 1000)
    return taken


def settle() -> None:
    """Do what the server does before it serves (directory/gunicorn.py): keep garbage collection from looking
    through what stays in memory for good."""
    gc.collect()
    gc.freeze()
