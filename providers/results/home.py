"""The start page: the choices of its form and the states to browse."""

from dataclasses import dataclass

from places.states import STATES, TERRITORIES
from providers.models import Vocabulary
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.web.addresses import state_address

# The parameter that the checkbox "with talk therapy on site" sends.
THERAPY_ON_SITE = "any:any:on-site"


@dataclass(frozen=True)
class Area:
    name: str
    url: str


@dataclass(frozen=True)
class HomePage:
    conditions: tuple[CatalogTerm, ...]
    therapy_on_site: str
    areas: tuple[Area, ...]


def home_page(catalog: Catalog) -> HomePage:
    states = sorted((*STATES, *TERRITORIES), key=lambda state: state.name)
    return HomePage(
        conditions=catalog.offered(Vocabulary.CONDITION),
        therapy_on_site=THERAPY_ON_SITE,
        areas=tuple(Area(state.name, state_address(state.code)) for state in states),
    )
