"""Forms for claims: claiming a practice, proving it, deciding, and filtering the queue."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from listings.claims.documents import MAX_BYTES, MAX_FILES, UnreadableDocument, read_document
from listings.claims.domains import website_of, why_refused
from listings.claims.proving import Proof
from listings.claims.states import OPEN
from listings.lists import Choice, ListFilter
from listings.models import Claim
from providers.models import Location
from providers.npi import is_valid_npi
from providers.web.form_fields import OneLine

Method, State = Claim.Method, Claim.State


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Any number of files; each is checked as a single one is."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list) else [data] if data else []
        return [super(SeveralFiles, self).clean(each, initial) for each in files]


class ProofForm(forms.Form):
    """How to prove a claim of the practice at `location`; a valid form has `proof`."""

    method = forms.ChoiceField(
        label="How can we see that you speak for this practice?",
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these ways."},
    )
    proof_email = forms.EmailField(label="Your address there", required=False)
    documents = SeveralFiles(label="Documents", required=False)

    def __init__(self, *arguments: Any, location: Location, too_large: bool = False, **options: Any) -> None:
        """`too_large`: a file was over the limit and dropped during the upload."""
        super().__init__(*arguments, **options)
        self.too_large = too_large
        self.website = website_of(location.practice.website, location.website)
        # A website and a number can only be used if the listing has them.
        usable = {Method.WEBSITE_EMAIL: self.website, Method.PHONE: location.phone, Method.DOCUMENTS: True}
        method = cast(forms.ChoiceField, self.fields["method"])
        method.choices = [(way.value, way.label) for way in Method if usable[way]]
        self.fields["proof_email"].widget.attrs["autocomplete"] = "email"
        self.fields["documents"].widget.attrs["accept"] = ".pdf,.png,.jpg,.jpeg"

    def clean_documents(self) -> tuple[Any, ...]:
        uploads = self.cleaned_data["documents"]
        if self.cleaned_data.get("method") != Method.DOCUMENTS:
            return ()
        again = "Choose your files once more: browsers don’t keep them."
        if self.too_large:
            raise forms.ValidationError(f"Each file can have at most {MAX_BYTES // 2**20} MB. {again}")
        if not uploads:
            raise forms.ValidationError("Choose at least one document.")
        if len(uploads) > MAX_FILES:
            raise forms.ValidationError(f"At most {MAX_FILES} files. {again}")
        try:
            return tuple(read_document(upload) for upload in uploads)
        except UnreadableDocument as error:
            raise forms.ValidationError(f"{error} {again}") from error

    def clean_proof_email(self) -> str:
        email = self.cleaned_data["proof_email"]
        if self.cleaned_data.get("method") != Method.WEBSITE_EMAIL:
            return ""
        if not email:
            raise forms.ValidationError("Give your address there.")
        if reason := why_refused(email, self.website):
            raise forms.ValidationError(reason)
        return email

    @property
    def proof(self) -> Proof:
        data = self.cleaned_data
        return Proof(Method(data["method"]), data["proof_email"], data["documents"])


class ClaimForm(ProofForm):
    """The whole claim: who claims, and how it is proven."""

    position = OneLine(
        label="Your position there",
        max_length=100,
        help_text="Such as “office manager”.",
        error_messages={"required": "Say what you do there."},
    )
    npi = OneLine(
        label="The practice’s NPI",
        max_length=10,
        required=False,
        help_text="Ten digits. It helps us to compare your claim with the national registry.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ["position", "npi", "method", "proof_email", "documents"]

    def clean_npi(self) -> str:
        npi = self.cleaned_data["npi"]
        if npi and not is_valid_npi(npi):
            raise forms.ValidationError(
                "This is no NPI: it has ten digits, and the last one checks the others. Is one mistyped?"
            )
        return npi


class CodeForm(forms.Form):
    code = forms.CharField(
        label="The code",
        max_length=20,
        help_text="Eight digits; spaces don’t matter.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Type the code."},
    )


class ApproveForm(forms.Form):
    """`rivals_seen`: the keys of the other claims that the page showed, separated by commas."""

    rivals_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def clean_rivals_seen(self) -> frozenset[int]:
        written = self.cleaned_data["rivals_seen"].split(",")
        return frozenset(int(key) for key in written if key.isascii() and key.isdigit())


class ReasonForm(forms.Form):
    """Why a claim is denied or revoked."""

    reason = OneLine(
        label="Reason",
        max_length=500,
        help_text="The person who claimed is told this, word for word.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the person who claimed is told."},
    )


class ClaimFilter(ListFilter):
    """What both lists of claims are filtered by."""

    method = Choice(
        "Proof",
        [
            (Method.WEBSITE_EMAIL.value, "A code by mail"),
            (Method.PHONE.value, "A code by phone"),
            (Method.DOCUMENTS.value, "Documents"),
        ],
        empty_label="All",
    )


class OpenClaimFilter(ClaimFilter):
    """Claims that wait."""

    state = Choice(
        "State", [(state.value, state.label) for state in State if state in OPEN], empty_label="All"
    )


class DecidedClaimFilter(ClaimFilter):
    """Claims that were decided; the address says `decided=1`."""

    decided = Choice("", [("1", "")], widget=forms.HiddenInput, method="no_change", initial="1")
    state = Choice(
        "State", [(state.value, state.label) for state in State if state not in OPEN], empty_label="All"
    )

    def no_change(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return claims
