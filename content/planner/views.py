"""The treatment planner: a form with an immediate answer, which stores nothing.

The form is sent with POST, so that a patient's answers appear in no address, history or log. The views are
csrf_exempt because they change nothing, so a forged request can do no harm, and because a CSRF token needs a
cookie, which patients don't get.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.limits_in_memory import limited_in_memory
from content.planner.calendar_file import CONTENT_TYPE, CalendarDetails, calendar_file
from content.planner.clinics import Clinic, find_clinic
from content.planner.days import PartOfDay, next_monday
from content.planner.forms import PlannerForm
from content.planner.page import plan_page
from content.planner.scheduling import make_plan
from providers import words
from providers.models import Vocabulary
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog

RATE = "60/min"  # a whole waiting room may share an address


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@limited_in_memory("planner", RATE)
def planner(request: HttpRequest) -> HttpResponse:
    """The form; after POST with the plan."""
    if request.method != "POST":
        clinic = find_clinic(request.GET)
        return _page(request, _empty_form(request, search_index.index().catalog, clinic), clinic)
    return _answer(request)


@never_cache
def _answer(request: HttpRequest) -> HttpResponse:
    catalog = search_index.index().catalog
    clinic = find_clinic(request.POST)
    form = _filled_form(request, catalog, clinic)
    if not form.is_valid():
        return _page(request, form, clinic)
    plan = make_plan(form.plan_request())
    page = plan_page(
        plan,
        protocol=catalog.label(Vocabulary.PROTOCOL, form.cleaned_data["protocol"]),
        therapy=_therapy(form, catalog),
        clinic=clinic,
        home=form.cleaned_data["home"],
    )
    return _page(request, form, clinic, plan=page)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited_in_memory("planner", RATE)
def calendar(request: HttpRequest) -> HttpResponse:
    """The plan as a file to download; invalid input gives the page with the errors."""
    if request.method != "POST":  # somebody opened the address by itself
        return HttpResponseRedirect(reverse("planner"))
    catalog = search_index.index().catalog
    clinic = find_clinic(request.POST)
    form = _filled_form(request, catalog, clinic, needs_time_zone=True)
    if not form.is_valid():
        return _page(request, form, clinic)
    details = CalendarDetails(
        time_zone=form.zone(),
        therapy=_therapy(form, catalog),
        place=f"{clinic.name}, {clinic.address}" if clinic else "",
        plain_titles=form.cleaned_data["plain_titles"],
    )
    content = calendar_file(make_plan(form.plan_request()), details, timezone.now())
    name = "appointments.ics" if details.plain_titles else "tms-course.ics"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _empty_form(request: HttpRequest, catalog: Catalog, clinic: Clinic | None) -> PlannerForm:
    """The form with the usual answers and the choices from the link to the planner."""
    today = timezone.localdate()
    initial = {
        "start": next_monday(today),
        "weekdays": list(range(5)),
        "part": PartOfDay.MORNING,
        "skip_holidays": True,
        "setting": "clinic",
        "protocol": request.GET.get("protocol", ""),
        "therapy": request.GET.get("therapy", ""),
    }
    return PlannerForm(
        catalog=catalog, today=today, clinic_zone=clinic.time_zone if clinic else "", initial=initial
    )


def _filled_form(
    request: HttpRequest, catalog: Catalog, clinic: Clinic | None, *, needs_time_zone: bool = False
) -> PlannerForm:
    return PlannerForm(
        request.POST,
        catalog=catalog,
        today=timezone.localdate(),
        clinic_zone=clinic.time_zone if clinic else "",
        needs_time_zone=needs_time_zone,
    )


def _therapy(form: PlannerForm, catalog: Catalog) -> str:
    """The short name of the chosen therapy; empty without one."""
    slug = form.cleaned_data["therapy"]
    return words.capitalized(words.short_label(catalog.label(Vocabulary.THERAPY, slug))) if slug else ""


def _page(request: HttpRequest, form: PlannerForm, clinic: Clinic | None, **context: object) -> HttpResponse:
    return render(request, "content/planner/planner.html", {"form": form, "clinic": clinic, **context})
