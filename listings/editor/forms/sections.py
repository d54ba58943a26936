"""Which form belongs to which section."""

from listings.editor.forms.base import SectionForm
from listings.editor.forms.clinicians import CliniciansForm
from listings.editor.forms.contact import ContactForm
from listings.editor.forms.hours import HoursForm
from listings.editor.forms.insurance import InsuranceForm
from listings.editor.forms.photos import PhotosForm
from listings.editor.forms.plain import AboutForm, AccessForm, AvailabilityForm, ServicesForm
from listings.editor.forms.programs import ProgramsForm
from providers.fields.field import ListingSection

FORMS: dict[ListingSection, type[SectionForm]] = {
    ListingSection.CONTACT: ContactForm,
    ListingSection.SERVICES: ServicesForm,
    ListingSection.PROGRAMS: ProgramsForm,
    ListingSection.INSURANCE: InsuranceForm,
    ListingSection.AVAILABILITY: AvailabilityForm,
    ListingSection.HOURS: HoursForm,
    ListingSection.CLINICIANS: CliniciansForm,
    ListingSection.ACCESS: AccessForm,
    ListingSection.PHOTOS: PhotosForm,
    ListingSection.ABOUT: AboutForm,
}
