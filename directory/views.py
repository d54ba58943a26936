"""The pages that belong to no app, and those for errors."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from accounts.uploads.bodies import too_large


def about_data(request: HttpRequest) -> HttpResponse:
    """About sources, freshness and order, and what words mean."""
    return render(request, "directory/about_data.html", {"current_page": "about-data"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django raises for a form that is too large gets the page for that."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without the request and its context, which may need what failed."""
    return HttpResponse(get_template("500.html").render(), status=500)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form without its token: usually it was left open for weeks, or cookies are blocked."""
    return render(request, "403_csrf.html", status=403)
