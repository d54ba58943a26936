"""Bitmaps over positions: bit i of a row says something about position i. 64 positions make a word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Positions = NDArray[np.integer]

WORD = 64


def words_for(positions: int) -> int:
    """The number of words that this many positions need."""
    return -(-positions // WORD)


def pack(flags: Flags) -> Words:
    """The bitmap of an array of booleans, shape (n,) -> (words,); missing positions are 0."""
    bits = np.packbits(flags, bitorder="little")
    if spare := -len(bits) % 8:
        bits = np.concatenate([bits, np.zeros(spare, dtype=np.uint8)])
    return bits.view("<u8")


def pack_positions(positions: Positions, length: int) -> Words:
    """The bitmap, over `length` positions, of a list of positions."""
    flags = np.zeros(length, dtype=np.bool_)
    flags[positions] = True
    return pack(flags)


def positions_of(words: Words) -> Positions:
    """The positions whose bit is set, ascending."""
    return np.unpackbits(words.view(np.uint8), bitorder="little").view(np.bool_).nonzero()[0]


def count(words: Words) -> int:
    """How many bits are set."""
    return int(np.add.reduce(np.bitwise_count(words), dtype=np.int64))


def count_rows(rows: Words, mask: Words) -> NDArray[np.int64]:
    """For each row of a matrix, shape (r, words), how many bits it shares with the mask."""
    used = mask.nonzero()[0]
    if used.size * 3 < mask.size:
        rows, mask = rows[:, used], mask[used]
    return np.add.reduce(np.bitwise_count(rows & mask), axis=1, dtype=np.int64)


def all_of(masks: Sequence[Words]) -> Words:
    """The AND of one or more bitmaps; a single one is given back as it is."""
    if len(masks) == 1:
        return masks[0]
    result = masks[0] & masks[1]
    for mask in masks[2:]:
        result &= mask
    return result
