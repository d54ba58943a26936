"""Which sections of demo listings were confirmed, when and by whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.generator.chance import Codes, Flags, Weights, flags
from providers.demo.offers import AGES
from providers.models import Section, Source

SECTIONS = [section.value for section in Section]
SOURCES = [source.value for source in Source]
CLINIC, DIRECTORY = SOURCES.index(Source.CLINIC), SOURCES.index(Source.DIRECTORY)
REGISTRY = SOURCES.index(Source.REGISTRY)

SHARE_NEVER = 0.02  # no section ever was
SHARE_INCOMPLETE = 0.04  # one section never was


@dataclass(frozen=True)
class Confirmations:
    """`days_ago` and `sources` have shape (n, 5) in the order of SECTIONS; `never` says where none is."""

    days_ago: Codes
    sources: Codes
    never: Flags

    def known(self, section: Section) -> Flags:
        """Where the section was ever confirmed, shape (n,)."""
        return ~self.never[:, SECTIONS.index(section)]

    def day(self, section: Section, today: np.datetime64) -> NDArray[np.datetime64]:
        return today - self.days_ago[:, SECTIONS.index(section)].astype("timedelta64[D]")

    def source(self, section: Section) -> Codes:
        return self.sources[:, SECTIONS.index(section)]

    def oldest(self, today: np.datetime64) -> tuple[NDArray[np.datetime64], Flags]:
        """What the database's trigger makes of them: (`confirmed_on`, where it is NULL)."""
        return today - self.days_ago.max(axis=1).astype("timedelta64[D]"), self.never.any(axis=1)

    def oldest_source(self) -> Codes:
        """Who confirmed the oldest section, shape (n,); of several that old, the first by the alphabet.

        No source, len(SOURCES), where no section was ever confirmed.
        """
        places = np.argsort(SECTIONS)
        days_ago = np.where(self.never, -1, self.days_ago)[:, places]
        oldest = days_ago.argmax(axis=1)[:, None]
        sources = np.take_along_axis(self.sources[:, places], oldest, axis=1)[:, 0]
        return np.where(self.never.all(axis=1), len(SOURCES), sources)


def draw_confirmations(rng: np.random.Generator, closed_days: Codes) -> Confirmations:
    """`closed_days`: how long ago a location closed, 0 for an open one; nobody confirms it after that."""
    count, sections = len(closed_days), len(SECTIONS)
    starts, ends = np.array(list(AGES))[Weights(AGES.values()).draw(rng, count)].T
    oldest = rng.integers(starts, ends)
    # Half of them confirm everything in one call, the others section by section.
    at_once = flags(rng, 0.5, count)[:, None]
    later = rng.integers(0, oldest[:, None] + 1, (count, sections))
    days_ago = np.where(at_once, oldest[:, None], later)
    days_ago[np.arange(count), rng.integers(0, sections, count)] = oldest
    days_ago += closed_days[:, None]

    never = np.repeat(flags(rng, SHARE_NEVER, count)[:, None], sections, axis=1)
    incomplete = flags(rng, SHARE_INCOMPLETE, count)
    never[np.arange(count)[incomplete], rng.integers(0, sections, int(incomplete.sum()))] = True

    sources = np.where(flags(rng, 0.74, count)[:, None], CLINIC, np.full((1, sections), DIRECTORY))
    # The registry knows addresses and phones, and nothing else.
    registry = flags(rng, 0.04, count)
    contact = SECTIONS.index(Section.CONTACT)
    sources[:, contact] = np.where(registry, REGISTRY, sources[:, contact])
    return Confirmations(days_ago, sources, never)
