"""Links to the previous and next page of a list of guides."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.core.paginator import Page

from content.models import GuideVersion

NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class PageLinks:
    """`previous_url` is empty on the first page, `next_url` on the last."""

    number: int
    count: int
    previous_url: str
    next_url: str


def page_links(
    rows: Page[GuideVersion], path: str, parameters: Mapping[str, str] = NO_PARAMETERS
) -> PageLinks:
    """The links around a page of the list at `path`; `parameters` are the rest of its query string."""

    def url(number: int) -> str:
        return f"{path}?{urlencode({**parameters, 'page': number})}"

    return PageLinks(
        number=rows.number,
        count=rows.paginator.num_pages,
        previous_url=url(rows.previous_page_number()) if rows.has_previous() else "",
        next_url=url(rows.next_page_number()) if rows.has_next() else "",
    )
