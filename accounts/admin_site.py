"""Django's admin site, behind our own sign-in and a second factor."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from accounts.second_factor import ask_for_second_factor, lacks_second_factor


class AdminSite(admin.AdminSite):
    site_header = "Tandem administration"
    site_title = "Tandem administration"
    index_title = "Tables"
    site_url = "/staff/"  # where the pages for daily work are

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return super().has_permission(request) and isinstance(user, User) and not lacks_second_factor(user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where the admin sends people without permission: to the site's own sign-in page.

        That page counts failed attempts and asks for the second factor. People who are signed in already are
        told what is missing.
        """
        if not isinstance(request.user, User):
            wanted = request.GET.get("next", "")
            is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
            return redirect_to_login(iri_to_uri(wanted) if is_ours else "/admin/")
        if request.user.is_staff and lacks_second_factor(request.user):
            return ask_for_second_factor(request)
        raise PermissionDenied

    def password_change(  # type: ignore[override]  # Django's returns a TemplateResponse; any response works
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """To the site's own page, which limits guesses of the old password and tells the account's owner."""
        return redirect("account_change_password")
