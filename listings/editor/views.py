"""The editor of a listing: the overview, a page for each section, and the preview beside it."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import requires
from accounts.upload_limits import limits_uploads
from listings.editor import page as presenter
from listings.editor.completeness import Completeness, completeness
from listings.editor.conflicts import Conflict, conflict
from listings.editor.errors import ChangedMeanwhile, NotSaved
from listings.editor.forms.base import SectionForm, Surroundings, wrong_fields
from listings.editor.forms.hours import HoursForm
from listings.editor.forms.photos import UploadForm
from listings.editor.forms.sections import FORMS
from listings.editor.photo_actions import MOST_PHOTOS, TooManyPhotos, add_photo
from listings.editor.pictures import MOST_BYTES
from listings.editor.preview import preview_page
from listings.editor.reading import Listing, listing_of, with_all_for_editing
from listings.editor.saving import Saved, save_section
from providers.fields.facts import Values, version_of
from providers.fields.sections import SECTIONS, ListingSection
from providers.models import Location, Term
from providers.vocabulary.catalog import Catalog

SAVE = "save"
BASE_SALT = "listing-section"


@dataclass
class Editing:
    """A listing as an editor's page needs it: read in one statement, and the vocabulary in another."""

    location: Location
    catalog: Catalog

    @classmethod
    def of(cls, location: Location) -> "Editing":
        rows = with_all_for_editing(Location.objects.select_related("practice"))
        return cls(rows.get(pk=location.pk), Catalog.from_rows(Term.objects.all()))

    @cached_property
    def listing(self) -> Listing:
        return listing_of(self.location)

    @cached_property
    def completeness(self) -> Completeness:
        return completeness(self.listing, self.location)

    @property
    def is_public(self) -> bool:
        return self.location.status == Location.Status.PUBLISHED

    def form(
        self,
        section: ListingSection,
        data: QueryDict | None = None,
        *,
        present: Values | None = None,
        looks_up: bool = False,
    ) -> SectionForm:
        """The form of a section; `present` are the values it starts from, if not those of the database."""
        around = Surroundings(
            self.catalog,
            colleagues=[{**row, "npi": row["npi"] or ""} for row in self.location.colleague_rows],
            looks_up=looks_up,
            is_public=self.is_public,
            dates=presenter.network_dates(self.location),
            practice_website=self.location.practice.website,
        )
        return FORMS[section](data, present=present or self.listing[section], around=around)


@requires("listings.view_listing", Location)
def listing(request: HttpRequest, location: Location) -> HttpResponse:
    """All sections of a listing: what is there, what patients miss, and where to go on."""
    editing = Editing.of(location)
    may_edit = request.user.has_perm("listings.edit_listing", location)
    page = presenter.overview(editing.location, editing.completeness, may_edit=may_edit)
    return render(request, "listings/editor/listing.html", {"page": page, "staff_page": "listing"})


@limits_uploads(MOST_BYTES)
@requires("listings.edit_listing", Location)
def edit_section(request: HttpRequest, location: Location, section: ListingSection) -> HttpResponse:
    """One section: shown, previewed, changed in form (rows added, hours copied) or saved."""
    editing = Editing.of(location)
    if request.method != "POST":
        return section_page(request, editing, section, editing.form(section))
    base = sent_base(request, section) or editing.listing[section]
    do = request.POST.get("do", SAVE)
    if do == SAVE:
        return save(request, editing, section, base)
    form = editing.form(section, request.POST, present=base)
    if isinstance(form, HoursForm) and do == "copy":
        form = editing.form(section, form.copied(), present=base)
    if do != "preview":
        form.forget_errors()
    return section_page(request, editing, section, form, base=base)


def save(request: HttpRequest, editing: Editing, section: ListingSection, base: Values) -> HttpResponse:
    """Save what was sent and go back to the overview; or say what is wrong, or what changed meanwhile."""
    form = editing.form(section, request.POST, present=base, looks_up=True)
    upload = sent_upload(request) if section == ListingSection.PHOTOS else None
    is_valid = form.is_valid()
    if (upload is None or upload.is_valid()) and is_valid:
        if sent_base(request, section) is None:
            messages.warning(request, "This page was out of date. Check what you entered and save again.")
            return section_page(request, editing, section, form, base=base)
        try:
            saved = save_all(request.user, editing.location, section, form.values(), base, upload)
        except NotSaved as problem:
            form.note(problem)
        except TooManyPhotos:
            upload.add_error("picture", f"A listing has at most {MOST_PHOTOS} photos. Remove one first.")
        except ChangedMeanwhile:
            return changed_meanwhile(request, editing.location, section, base, form.values(), upload)
        else:
            for level, sentence in presenter.what_happened(
                saved, is_public=editing.is_public, photo_added=upload is not None
            ):
                messages.add_message(request, level, sentence)
            return redirect("listing", location_id=editing.location.pk)
    return section_page(request, editing, section, form, base=base, upload=upload)


def save_all(
    user: User,
    location: Location,
    section: ListingSection,
    values: Values,
    base: Values,
    upload: UploadForm | None,
) -> Saved:
    """The section and, with it, a picture; both or neither."""
    with transaction.atomic():
        saved = save_section(
            location=location, section=section, values=values, user=user, version=version_of(base)
        )
        if upload is not None:
            add_photo(
                location=location,
                picture=upload.cleaned_data["picture"],
                alternative_text=upload.cleaned_data["alternative_text"],
                user=user,
            )
    return saved


def sent_upload(request: HttpRequest) -> UploadForm | None:
    """The picture that came with the section's form; None if none was chosen."""
    form = UploadForm(
        request.POST, request.FILES, prefix="upload", was_too_large=request.upload_was_too_large
    )
    return form if request.upload_was_too_large or form.has_changed() else None


def ask_again(upload: UploadForm) -> UploadForm:
    """A picture that came with a form that was not saved: a page can't hand it back to the browser."""
    if "picture" not in upload.errors:
        upload.add_error("picture", "Choose the picture again: it was not saved yet.")
    return upload


def sent_words(request: HttpRequest) -> dict[str, str]:
    """What was typed about a picture that was not sent yet."""
    return {"alternative_text": request.POST.get("upload-alternative_text", "")}


def sent_base(request: HttpRequest, section: ListingSection) -> Values | None:
    """The values that the sender started from, as the page was given them; None if they are not ours."""
    try:
        base = signing.loads(request.POST.get("base", ""), salt=BASE_SALT)
    except signing.BadSignature:  # cut off, made up, or signed with a key that is not used any more
        return None
    return base if base.keys() == set(SECTIONS[section].fields) else None


def changed_meanwhile(
    request: HttpRequest,
    location: Location,
    section: ListingSection,
    base: Values,
    yours: Values,
    upload: UploadForm | None,
) -> HttpResponse:
    """Somebody else saved the section first: show theirs beside yours, keep yours in the form."""
    editing = Editing.of(location)
    theirs = editing.listing[section]
    clash = conflict(base, theirs, yours, editing.catalog)
    form = editing.form(section, present=clash.values)
    return section_page(request, editing, section, form, base=theirs, clash=clash, upload=upload)


def section_page(
    request: HttpRequest,
    editing: Editing,
    section: ListingSection,
    form: SectionForm,
    *,
    base: Values | None = None,
    clash: Conflict | None = None,
    upload: UploadForm | None = None,
) -> HttpResponse:
    values = form.values() if form.is_bound else clash.values if clash else None
    missing = editing.completeness.of(section)  # before the preview puts other values in the location
    base = editing.listing[section] if base is None else base
    upload = ask_again(upload) if upload else UploadForm(prefix="upload", initial=sent_words(request))
    spec = SECTIONS[section]
    context = {
        "form": form,
        "wrong": [*form.wrong(), *wrong_fields(upload)],
        "section": section.value,
        "template": f"listings/editor/sections/{section.value}.html",
        "label": spec.label,
        "confirms": spec.confirms,
        "missing": missing,
        "base": signing.dumps(base, salt=BASE_SALT, compress=True),
        "clash": clash,
        "held": presenter.held_sentences(editing.location) if section == ListingSection.CONTACT else [],
        "upload": upload,
        "location": editing.location,
        "name": editing.listing[ListingSection.CONTACT]["name"],
        "parts": presenter.parts(editing.location, section),
        "page": preview_page(editing.location, editing.catalog, section=section, values=values),
        "staff_page": "listing",
    }
    return render(request, "listings/editor/section.html", context)


@requires("listings.view_listing", Location)
@require_POST
def listing_preview(request: HttpRequest, location: Location) -> HttpResponse:
    """The public page with what is typed in one section; nothing is saved."""
    editing = Editing.of(location)
    name = request.POST.get("section", "")
    if name not in FORMS:
        return render(
            request, "listings/editor/preview.html", {"page": preview_page(editing.location, editing.catalog)}
        )
    section = ListingSection(name)
    form = editing.form(section, request.POST)
    page = preview_page(editing.location, editing.catalog, section=section, values=form.values())
    return render(request, "listings/editor/preview.html", {"page": page})
