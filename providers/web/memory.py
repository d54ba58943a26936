"""Bounded memories of a process, shared by its threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Source = TypeVar("Source")


class Recent(Generic[Key, Value]):
    """The most recently used values, at most `kept` of them."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """What is remembered of `keys`."""
        found: dict[Key, Value] = {}
        with self._lock:
            for key in keys:
                if key in self._values:
                    self._values.move_to_end(key)
                    found[key] = self._values[key]
        return found

    def put_many(self, values: dict[Key, Value]) -> None:
        with self._lock:
            self._values.update(values)
            while len(self._values) > self._kept:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


class Latest(Generic[Source, Value]):
    """What was made of the latest source, such as the catalog in force; made anew for another object."""

    def __init__(self, make: Callable[[Source], Value]) -> None:
        self._make = make
        self._made: tuple[Source, Value] | None = None

    def of(self, source: Source) -> Value:
        made = self._made
        if made is None or made[0] is not source:
            made = self._made = (source, self._make(source))
        return made[1]
