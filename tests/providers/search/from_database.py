"""The oracle's view of the database: published locations read one by one through the ORM."""

from places.index import place_index
from providers.models import Location, PayerNetwork
from tests.providers.search.listings import Listing


def county_of(postal_code: str) -> int:
    index = place_index()
    place = index.zip(postal_code)
    return index.county_number[place.county] if place else 0


def listings_in_database() -> list[Listing]:
    return [_listing(location) for location in Location.objects.published()]


def _listing(location: Location) -> Listing:
    payers = location.payer_networks.filter(
        status=PayerNetwork.Status.IN_NETWORK, service=PayerNetwork.Service.TMS
    )
    people = [f"{clinician.first_name} {clinician.last_name}" for clinician in location.clinicians.all()]
    return Listing(
        id=location.pk,
        latitude=location.latitude,
        longitude=location.longitude,
        terms=frozenset(
            [
                *((term.vocabulary, term.slug) for term in location.terms.all()),
                *(("payer", network.payer.slug) for network in payers),
            ]
        ),
        programs=frozenset(
            (program.therapy.slug, program.timing, program.delivery) for program in location.programs.all()
        ),
        confirmed_on=location.confirmed_on,
        rating_hundredths=int((location.rating_average or 0) * 100),
        rating_count=location.rating_count,
        state=location.state,
        county=county_of(location.postal_code),
        accepting=bool(location.accepting_new_patients),
        wait_weeks=location.wait_weeks,
        name=" ".join([location.name, location.practice.name, *people]),
        changed_in=location.changed_in,
    )
