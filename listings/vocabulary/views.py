"""The vocabulary: what terms are called, and which are offered, merged and retired."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from listings.vocabulary.actions import NotHere, SlugIsTaken, add_term, reword, set_retired
from listings.vocabulary.forms import AddTermForm, MergeForm, TermFilter, TermForm
from providers.models import FIXED_VOCABULARIES, Term
from providers.vocabulary.merging import CannotMerge, listings_with, merge

PAGE_SIZE = 50


@requires("accounts.administer")
def terms(request: SignedInRequest) -> HttpResponse:
    """All terms, vocabulary by vocabulary."""
    filters = TermFilter(request.GET, queryset=Term.objects.select_related("merged_into"))
    page = page_of(request, filters.qs, PAGE_SIZE)
    context = {"page": page, "filters": filters, "staff_page": "vocabulary"}
    return render(request, "listings/vocabulary/list.html", context)


@requires("accounts.administer")
def add(request: SignedInRequest) -> HttpResponse:
    """A new term, offered at once."""
    initial = {"vocabulary": request.GET.get("vocabulary", "payer"), "position": 0}
    form = AddTermForm(request.POST if request.method == "POST" else None, term=None, initial=initial)
    if form.is_valid():
        try:
            made = add_term(**form.cleaned_data)
        except SlugIsTaken:
            form.add_error("slug", "There is a term with this short name already.")
        else:
            messages.success(request, f"{made.label} is added, and offered from now on.")
            return redirect("edit-term", made.pk)
    return render(request, "listings/vocabulary/add.html", {"form": form, "staff_page": "vocabulary"})


@requires("accounts.administer", Term, select_related=("merged_into",))
def term(request: SignedInRequest, term: Term) -> HttpResponse:
    """One term: its words, and retiring or merging it."""
    initial = {name: getattr(term, name) for name in ("label", "explanation", "other_names", "position")}
    form = TermForm(request.POST if request.method == "POST" else None, term=term, initial=initial)
    if form.is_valid():
        reword(term, **form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['label']} is saved. Pages and search show it now.")
        return redirect("edit-term", term.pk)
    context = {
        "term": term,
        "form": form,
        "listings": listings_with(term),
        "may_end": term.vocabulary not in FIXED_VOCABULARIES and term.merged_into is None,
        "staff_page": "vocabulary",
    }
    return render(request, "listings/vocabulary/term.html", context)


@requires("accounts.administer", Term)
@require_POST
def retire(request: SignedInRequest, term: Term) -> HttpResponse:
    """Retire the term, or offer it again with `do=offer`."""
    is_retired = request.POST.get("do") != "offer"
    try:
        set_retired(term, is_retired=is_retired)
    except NotHere as error:
        messages.warning(request, str(error))
    else:
        now = "no longer offered" if is_retired else "offered again"
        messages.success(request, f"{term.label} is {now}.")
    return redirect("edit-term", term.pk)


@requires("accounts.administer", Term)
def merge_term(request: SignedInRequest, term: Term) -> HttpResponse:
    """Choose the term that stays; first what will happen, then, with `do=yes`, it is done."""
    form = MergeForm(request.POST if request.method == "POST" else None, term=term)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if into and request.POST.get("do") == "yes":
        try:
            merge(term, into=into)
        except CannotMerge as error:
            form.add_error("into", str(error))
        else:
            messages.success(
                request, f"{term.label} is merged into {into.label}. Its old address leads there."
            )
            return redirect("edit-term", into.pk)
    context = {
        "term": term,
        "form": form,
        "into": into,
        "listings": listings_with(term),
        "staff_page": "vocabulary",
    }
    return render(request, "listings/vocabulary/merge.html", context)
