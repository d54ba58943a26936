"""The URLs of all rooms of reviews. No two overlap, so their order does not matter."""

from django.urls import URLPattern

from reviews.appeals import urls as appeals
from reviews.codes import urls as codes
from reviews.decisions import urls as decisions
from reviews.ledger import urls as ledger
from reviews.moderation import urls as moderation
from reviews.policy import urls as policy
from reviews.proof import urls as proof
from reviews.reading import urls as reading
from reviews.replies import urls as replies
from reviews.reports import urls as reports
from reviews.takedowns import urls as takedowns
from reviews.writing import urls as writing

ROOMS = (
    *(appeals, codes, decisions, ledger, moderation, policy, proof, reading, replies, reports, takedowns),
    writing,
)

urlpatterns: list[URLPattern] = [pattern for room in ROOMS for pattern in room.urlpatterns]
