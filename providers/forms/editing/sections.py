"""Which form belongs to which section."""

from providers.forms.editing.base import SectionForm
from providers.forms.editing.clinicians import CliniciansForm
from providers.forms.editing.contact import ContactForm
from providers.forms.editing.hours import HoursForm
from providers.forms.editing.insurance import InsuranceForm
from providers.forms.editing.photos import PhotosForm
from providers.forms.editing.plain import AboutForm, AccessForm, AvailabilityForm, ServicesForm
from providers.forms.editing.programs import ProgramsForm
from providers.staff.editing.sections import ListingSection

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
