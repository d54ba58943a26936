"""One practice that nobody keeps yet, and the admin who approves claims."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.staff_journeys.prepare import ADMIN_SECRET, PASSWORD


def make_people() -> None:
    practice = make_practice(name="Harbor TMS", website="https://harbor-tms.example")
    make_location(
        practice=practice,
        name="Harbor TMS",
        terms=["condition/mdd", "condition/ocd"],
        accepting_new_patients=False,
        website="https://harbor-tms.example",
    )
    staff = make_user("staff@example.com")
    staff.set_password(PASSWORD)
    staff.save()
    admin = make_user("admin@example.com", is_staff=True, is_superuser=True)
    admin.set_password(PASSWORD)
    admin.save()
    secret = get_adapter().encrypt(ADMIN_SECRET)
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={"secret": secret})
