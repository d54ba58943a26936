"""From where a review is sent or confirmed."""

from django.http import HttpRequest

from accounts.known_browsers import insider_key, users_of_browser
from accounts.visitor import visitor_key
from listings.models import Membership
from providers.models import Location
from reviews.writing.draft import Sender


def sender_of(request: HttpRequest, location: Location) -> Sender:
    team = Membership.objects.filter(practice=location.practice_id)
    return Sender(
        visitor_key=visitor_key(request, purpose="review"),
        network=insider_key(request),
        is_on_team=team.filter(user__in=users_of_browser(request)).exists(),
    )
