"""Who may do what: the one place that decides, for every page that isn't public.

    @requires("listings.edit_listing", Location)
    def edit(request: SignedInRequest, location: Location) -> HttpResponse: ...

The view's URL names the object by its key (`location_id`); the decorator fetches it, checks the `rules`
permission of that name, and passes the object to the view. People who aren't signed in are asked to sign in;
people without the permission get a page with status 403; a missing object is a 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Protocol, cast

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.requests import SignedInRequest, View
from accounts.second_factor import ask_for_second_factor, lacks_second_factor


class GuardedView(Protocol):
    """A view behind `requires`."""

    required_permission: str  # read by the test that walks all URLs

    def __call__(self, request: HttpRequest, **arguments: object) -> HttpResponse: ...


@rules.predicate
def is_admin(user: User) -> bool:
    return user.is_active and user.is_superuser


@rules.predicate
def is_moderator(user: User) -> bool:
    """Moderators; admins can step in for them."""
    return user.is_active and (user.is_moderator or user.is_superuser)


@rules.predicate
def is_signed_in(user: User) -> bool:
    return user.is_authenticated and user.is_active


rules.add_perm("accounts.use_account", is_signed_in)
rules.add_perm("accounts.administer", is_admin)
rules.add_perm("accounts.moderate", is_moderator)


def requires(
    permission: str,
    model: type[Model] | None = None,
    *,
    select_related: tuple[str, ...] = (),
    key: str = "pk",
) -> Callable[[View], View]:
    """A decorator: only people with `permission` (on the `model` row that the URL names) reach the view.

    The URL's argument is the model's name with "_id"; the view gets the row under the model's name instead.
    `key`: the column that it is found by.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **arguments: object) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if lacks_second_factor(request.user):
                return ask_for_second_factor(request)
            row = None
            if model is not None:
                row = fetch(model, arguments, select_related, key)
            if not request.user.has_perm(permission, row):
                # Distinguishes this refusal from those that views make themselves.
                cast(SignedInRequest, request).refused_for = permission
                raise PermissionDenied
            return view(request, **arguments)

        guarded = cast(GuardedView, checked)
        guarded.required_permission = permission
        return guarded

    return decorate


def fetch(
    model: type[Model], arguments: dict[str, object], select_related: tuple[str, ...], key: str
) -> Model:
    """Replace `arguments["<model>_id"]` with the row under `<model>`. Raises Http404 if there is none."""
    name = str(model._meta.model_name)
    rows: QuerySet[Model] = model._default_manager.all()
    if select_related:
        rows = rows.select_related(*select_related)
    row = arguments[name] = get_object_or_404(rows, **{key: arguments.pop(f"{name}_id")})
    return row
