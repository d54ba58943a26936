"""The editor of a listing: the overview, a page for each section, and the preview next to it."""

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.limits import AccountLimit
from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest, UploadRequest
from accounts.uploads.limits import limits_uploads
from listings.editor.conflicts import Conflict, conflict
from listings.editor.editing import Editing
from listings.editor.errors import ChangedMeanwhile, NotSaved
from listings.editor.forms.base import SectionForm, wrong_fields
from listings.editor.forms.hours import HoursForm
from listings.editor.forms.photos import UploadForm
from listings.editor.forms.sections import FORMS
from listings.editor.page import held_sentences, overview_page, section_links, what_happened
from listings.editor.photo_actions import MAX_PHOTOS, TooManyPhotos, add_photo
from listings.editor.pictures import MAX_BYTES
from listings.editor.saving import Saved, save_section
from providers.fields.facts import version_of
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.fields.sections import SECTIONS
from providers.models import Location

SAVE = "save"
PHOTOS = AccountLimit("photo", "120/h")  # sent by one person, with those that are refused
BASE_SALT = "listing-section"


@requires("listings.view_listing", Location)
def listing(request: SignedInRequest, location: Location) -> HttpResponse:
    """All sections of a listing: what is there, what patients miss, and where to go on."""
    may_edit = request.user.has_perm("listings.edit_listing", location)
    page = overview_page(Editing.of(location), may_edit=may_edit)
    return render(request, "listings/editor/listing.html", {"page": page, "staff_page": "listing"})


@limits_uploads(MAX_BYTES)
@requires("listings.edit_listing", Location)
def edit_section(request: UploadRequest, location: Location, section: ListingSection) -> HttpResponse:
    """One section: shown, previewed, changed in form (rows added, hours copied) or saved."""
    editing = Editing.of(location)
    if request.method != "POST":
        return section_page(request, editing, section, editing.form(section))
    base = sent_base(request, section) or editing.values[section]
    do = request.POST.get("do", SAVE)
    if do == SAVE:
        return save(request, editing, section, base)
    form = editing.form(section, request.POST, start=base)
    if isinstance(form, HoursForm) and do == "copy":
        form = editing.form(section, form.copied(request.POST), start=base)
    if do != "preview":
        form.forget_errors()
    return section_page(request, editing, section, form, base=base)


def save(request: UploadRequest, editing: Editing, section: ListingSection, base: Values) -> HttpResponse:
    """Save the form and go back to the overview, or show errors, or what another person changed meanwhile."""
    form = editing.form(section, request.POST, start=base, looks_up=True)
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
            if upload is not None:
                upload.add_error("picture", f"A listing has at most {MAX_PHOTOS} photos. Remove one first.")
        except ChangedMeanwhile:
            return changed_meanwhile(request, editing.location, section, base, form.values(), upload)
        else:
            for level, sentence in what_happened(
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


def sent_upload(request: UploadRequest) -> UploadForm | None:
    """The picture that came with the section's form; None if none was chosen. Counted before it is read."""
    form = UploadForm(
        request.POST, request.FILES, prefix="upload", was_too_large=request.upload_was_too_large
    )
    if not (request.upload_was_too_large or form.has_changed()):
        return None
    form.seconds_to_wait = PHOTOS.wait(str(request.user.pk)).seconds
    return form


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
    request: SignedInRequest,
    location: Location,
    section: ListingSection,
    base: Values,
    yours: Values,
    upload: UploadForm | None,
) -> HttpResponse:
    """Another person saved the section first: show their values; the user's stay in the form."""
    editing = Editing.of(location)
    theirs = editing.values[section]
    clash = conflict(base, theirs, yours, editing.catalog)
    form = editing.form(section, start=clash.values)
    return section_page(request, editing, section, form, base=theirs, clash=clash, upload=upload)


def section_page(
    request: SignedInRequest,
    editing: Editing,
    section: ListingSection,
    form: SectionForm,
    *,
    base: Values | None = None,
    clash: Conflict | None = None,
    upload: UploadForm | None = None,
) -> HttpResponse:
    values = form.values() if form.is_bound else clash.values if clash else None
    base = editing.values[section] if base is None else base
    upload = ask_again(upload) if upload else UploadForm(prefix="upload", initial=sent_words(request))
    spec = SECTIONS[section]
    context = {
        "form": form,
        "wrong": [*form.wrong(), *wrong_fields(upload)],
        "section": section.value,
        "template": f"listings/editor/sections/{section.value}.html",
        "label": spec.label,
        "confirms": spec.confirms,
        "missing": editing.completeness.of(section),
        "base": signing.dumps(base, salt=BASE_SALT, compress=True),
        "clash": clash,
        "held": held_sentences(editing.held) if section == ListingSection.CONTACT else [],
        "upload": upload,
        "location": editing.location,
        "name": editing.location.name,
        "section_links": section_links(editing.location, section),
        "page": editing.preview(section, values),
        "staff_page": "listing",
    }
    return render(request, "listings/editor/section.html", context)


@requires("listings.view_listing", Location)
@require_POST
def listing_preview(request: SignedInRequest, location: Location) -> HttpResponse:
    """The public page with what is typed in one section; nothing is saved."""
    editing = Editing.of(location)
    name = request.POST.get("section", "")
    if name in FORMS:
        section = ListingSection(name)
        page = editing.preview(section, editing.form(section, request.POST).values())
    else:
        page = editing.preview()
    return render(request, "listings/editor/preview.html", {"page": page})
