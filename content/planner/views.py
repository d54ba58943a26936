"""The treatment planner: a form that is answered at once and stored nowhere.

A plan is asked for by POST, so that what somebody plans is in no address, history or log. It changes
nothing, so a forged request could do no harm; and a token against forgery would need a cookie, of which
patients get none. Hence csrf_exempt.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.planner.calendar_file import CONTENT_TYPE, CalendarDetails, calendar_file
from content.planner.clinics import Clinic, find_clinic
from content.planner.days import PartOfDay, next_monday
from content.planner.forms import PlannerForm
from content.planner.page import present
from content.planner.scheduling import make_plan
from providers.models import Vocabulary
from providers.search.service import search_index
from providers.web import words


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def planner(request: HttpRequest) -> HttpResponse:
    """The form; with POST the plan as well."""
    if request.method != "POST":
        clinic = find_clinic(request.GET)
        return _page(request, _empty_form(request, clinic), clinic)
    return _answer(request)


@never_cache
def _answer(request: HttpRequest) -> HttpResponse:
    clinic = find_clinic(request.POST)
    form = _filled_form(request, clinic)
    if not form.is_valid():
        return _page(request, form, clinic)
    plan = make_plan(form.plan_request())
    page = present(
        plan,
        protocol=_label(Vocabulary.PROTOCOL, form.cleaned_data["protocol"]),
        therapy=_therapy(form),
        clinic=clinic,
        home=form.cleaned_data["home"],
    )
    return _page(request, form, clinic, plan=page)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The plan as a file to download. Bad input gives the page with the errors."""
    if request.method != "POST":  # an address without a question: the form is where one asks
        return HttpResponseRedirect(reverse("planner"))
    clinic = find_clinic(request.POST)
    form = _filled_form(request, clinic, needs_time_zone=True)
    if not form.is_valid():
        return _page(request, form, clinic)
    details = CalendarDetails(
        time_zone=form.zone(),
        therapy=_therapy(form),
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


def _empty_form(request: HttpRequest, clinic: Clinic | None) -> PlannerForm:
    """With what is usual filled in, and what a link to the planner said."""
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
    catalog = search_index.index().features.catalog
    return PlannerForm(
        catalog=catalog, today=today, clinic_zone=clinic.time_zone if clinic else "", initial=initial
    )


def _filled_form(
    request: HttpRequest, clinic: Clinic | None, *, needs_time_zone: bool = False
) -> PlannerForm:
    return PlannerForm(
        request.POST,
        catalog=search_index.index().features.catalog,
        today=timezone.localdate(),
        clinic_zone=clinic.time_zone if clinic else "",
        needs_time_zone=needs_time_zone,
    )


def _therapy(form: PlannerForm) -> str:
    """The short name of the therapy that was chosen; empty without one."""
    slug = form.cleaned_data["therapy"]
    return words.capitalized(words.short_label(_label(Vocabulary.THERAPY, slug))) if slug else ""


def _label(vocabulary: Vocabulary, slug: str) -> str:
    return search_index.index().features.catalog.label(vocabulary, slug)


def _page(request: HttpRequest, form: PlannerForm, clinic: Clinic | None, **context: object) -> HttpResponse:
    return render(request, "content/planner/planner.html", {"form": form, "clinic": clinic, **context})
