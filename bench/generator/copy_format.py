"""Rows as bytes of PostgreSQL's binary COPY format, made a column at a time.

A row is the number of its fields (int16), then for every field its length in bytes (int32, -1 for NULL)
and the bytes themselves, all big-endian (PostgreSQL manual, COPY, "Binary Format"). Each column is built
as a block of bytes, one line per row and as wide as its longest value, with a mask of the bytes that
count. The masked bytes of all blocks, side by side, are the rows. Nothing loops over rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)  # no flags, no extension
TRAILER = b"\xff\xff"

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_LENGTH = 4
_EPOCH = np.datetime64("2000-01-01", "D")  # dates and times count from here


@dataclass(frozen=True)
class Strings:
    """Texts to pick from: `padded` has shape (k, width), `lengths` (k,)."""

    padded: Bytes
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[str | bytes]) -> "Strings":
        encoded = [text if isinstance(text, bytes) else text.encode() for text in texts]
        lengths = np.array([len(text) for text in encoded], np.int32)
        width = max(1, int(lengths.max(initial=0)))
        joined = b"".join(text.ljust(width, b"\0") for text in encoded)
        return cls(np.frombuffer(joined, np.uint8).reshape(len(encoded), width), lengths)

    def take(self, codes: NDArray[np.integer]) -> "Strings":
        """One text per code."""
        return Strings(self.padded[codes], self.lengths[codes])


@dataclass(frozen=True)
class Column:
    """One field of n rows: `block` (n, width) holds length and value, `mask` which bytes of it count.

    Without a mask, all do.
    """

    block: Bytes
    mask: Mask | None = None


def numbers(values: NDArray[np.generic], kind: str, null: Mask | None = None) -> Column:
    """A column of fixed width; `kind` is numpy's name of the type: i2, i4, i8, f8, ?."""
    dtype = np.dtype(kind).newbyteorder(">")
    record = np.empty(len(values), [("length", ">i4"), ("value", dtype)])
    record["length"] = dtype.itemsize
    record["value"] = values
    if null is not None:
        record["length"][null] = -1
    block = record.view(np.uint8).reshape(len(values), -1)
    if null is None:
        return Column(block)
    mask = np.ones(block.shape, bool)
    mask[null, _LENGTH:] = False
    return Column(block, mask)


def dates(values: NDArray[np.datetime64], null: Mask | None = None) -> Column:
    return numbers((values.astype("datetime64[D]") - _EPOCH).astype(np.int32), "i4", null)


def moments(values: NDArray[np.datetime64]) -> Column:
    """A column of points in time, from UTC."""
    return numbers((values.astype("datetime64[us]") - _EPOCH).astype(np.int64), "i8")


def times(minutes: NDArray[np.integer]) -> Column:
    """A column of times of day, from minutes since midnight."""
    return numbers(minutes.astype(np.int64) * 60_000_000, "i8")


def text(*parts: Strings, null: Mask | None = None) -> Column:
    """A column of texts, each row's being its parts one after another; every part has n rows."""
    lengths = np.sum([part.lengths for part in parts], axis=0, dtype=np.int32)
    if null is not None:
        lengths = np.where(null, np.int32(-1), lengths)
    prefix = lengths.astype(">i4").view(np.uint8).reshape(-1, _LENGTH)
    block = np.concatenate([prefix, *[part.padded for part in parts]], axis=1)
    masks = [_within(part) for part in parts]
    mask = np.concatenate([np.ones(prefix.shape, bool), *masks], axis=1)
    if null is not None:
        mask[null, _LENGTH:] = False
    return Column(block, mask)


def choice(strings: Strings, codes: NDArray[np.integer], null: Mask | None = None) -> Column:
    """A column of texts picked from a list, by code."""
    return text(strings.take(codes), null=null)


def constant(value: str, count: int) -> Strings:
    """The same text for every row."""
    return Strings.of([value]).take(np.zeros(count, np.int64))


def only(parts: Sequence[Strings], where: Mask) -> list[Strings]:
    """The parts where they are wanted, and nothing elsewhere."""
    return [Strings(part.padded, np.where(where, part.lengths, 0).astype(np.int32)) for part in parts]


def text_array(items: Sequence[str]) -> bytes:
    """A `varchar[]` value as bytes, for use as one of `Strings`: dimensions, no NULLs, type 1043."""
    header = [1, 0, 1043, len(items), 1] if items else [0, 0, 1043]
    encoded = [item.encode() for item in items]
    return b"".join(
        [
            np.array(header, ">i4").tobytes(),
            *[len(item).to_bytes(4, "big") + item for item in encoded],
        ]
    )


def rows(*columns: Column) -> bytes:
    """The rows of these columns, without header and trailer."""
    count = len(columns[0].block)
    fields = np.frombuffer(len(columns).to_bytes(2, "big"), np.uint8)
    whole = np.concatenate(
        [np.broadcast_to(fields, (count, 2)), *[column.block for column in columns]], axis=1
    )
    if all(column.mask is None for column in columns):
        return whole.tobytes()
    masks = [np.ones(column.block.shape, bool) if column.mask is None else column.mask for column in columns]
    return whole[np.concatenate([np.ones((count, 2), bool), *masks], axis=1)].tobytes()


def _within(part: Strings) -> Mask:
    return np.arange(part.padded.shape[1]) < part.lengths[:, None]
