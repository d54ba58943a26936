"""What history notes of the request that changed something."""

from typing import Any

import pghistory.middleware
from django.http import HttpRequest


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Notes who made a change. Not the address of the page, which may hold what a person searched for."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().get_context(request)
        return {"user": context["user"]}
