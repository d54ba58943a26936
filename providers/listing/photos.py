"""Pictures of a place, in the sizes that a browser chooses from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from providers.listing.listing import ListedPhoto
from providers.listing.photo_files import sizes_of


@dataclass(frozen=True)
class PhotoImage:
    """An `img` element; `width` and `height` are those of `src`, so that nothing moves when it loads."""

    src: str
    srcset: str
    width: int
    height: int
    alternative_text: str


def photo_images(photos: Iterable[ListedPhoto]) -> tuple[PhotoImage, ...]:
    return tuple(photo_image(photo) for photo in photos)


def photo_image(photo: ListedPhoto) -> PhotoImage:
    sizes = sizes_of(photo.width, photo.height)
    # Two sizes of a small picture are the same: it is listed once.
    by_width = {width: photo_address(photo.key, size) for size, width, _ in reversed(sizes)}
    size, width, height = sizes[1]
    return PhotoImage(
        src=photo_address(photo.key, size),
        srcset=", ".join(f"{by_width[width]} {width}w" for width in sorted(by_width)),
        width=width,
        height=height,
        alternative_text=photo.alternative_text,
    )


def photo_address(key: str, size: int) -> str:
    return reverse("photo", kwargs={"key": key, "size": size})
