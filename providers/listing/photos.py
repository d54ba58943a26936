"""Pictures of a place, in the sizes that a browser chooses from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from providers.listing.photo_files import sizes_of


@dataclass(frozen=True)
class PhotoView:
    """An `img` element; `width` and `height` are those of `src`, so that nothing moves when it comes."""

    src: str
    srcset: str
    width: int
    height: int
    alternative_text: str


def present(rows: Iterable[Mapping[str, Any]]) -> tuple[PhotoView, ...]:
    """The pictures of plain rows: {"key", "alternative_text", "width", "height"}."""
    return tuple(photo(row) for row in rows)


def photo(row: Mapping[str, Any]) -> PhotoView:
    sizes = sizes_of(row["width"], row["height"])
    # Two sizes of a small picture are the same one: it stands once.
    by_width = {width: photo_address(row["key"], size) for size, width, _ in reversed(sizes)}
    size, width, height = sizes[1]
    return PhotoView(
        src=photo_address(row["key"], size),
        srcset=", ".join(f"{by_width[width]} {width}w" for width in sorted(by_width)),
        width=width,
        height=height,
        alternative_text=row["alternative_text"],
    )


def photo_address(key: str, size: int) -> str:
    return reverse("photo", kwargs={"key": key, "size": size})
