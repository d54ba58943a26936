"""Claims and a team for the browser, and who is signed in: printed as JSON, for the test that started it.

Run as `python -m tests.staff_journeys.claims_people` with the settings of the site.
"""

import json
import os
import re
import sys

import django


def make_rows() -> dict[str, str]:
    """Session keys ("as ...") and addresses of pages."""
    # Models can be imported only after django.setup().
    from django.urls import reverse  # noqa: PLC0415

    from listings.claims.deciding import deny  # noqa: PLC0415
    from listings.models import Report, Role  # noqa: PLC0415
    from listings.teams.invitations import invite  # noqa: PLC0415
    from tests.cast import join, make_user  # noqa: PLC0415
    from tests.factories import make_location, make_practice  # noqa: PLC0415
    from tests.jobs import mails  # noqa: PLC0415
    from tests.listings.claims.making import make_claim, make_claimable, make_record  # noqa: PLC0415
    from tests.staff_journeys.sessions import session_of  # noqa: PLC0415

    admin = make_user("claims-admin@example.com", second_factor=True, is_superuser=True)
    ana, ben = make_user("claims-ana@example.com"), make_user("claims-ben@example.com")
    location, other = make_claimable(), make_location(practice=make_practice(name="Oak Psychiatry"))
    make_record()
    Report.objects.create(location=location, kind=Report.Kind.CLOSED, words="The door was locked.")
    denied = make_claim(other, ana, method="phone")
    deny(claim=denied, by=admin, reason="Nobody there knows you.")
    by_phone, by_mail = make_claim(location, ana, method="phone"), make_claim(location, ben, npi="1234567893")
    documents = make_claim(other, ben, method="documents")
    team = make_practice(name="Elm Psychiatry")
    owner = make_user("claims-owner@example.com", name="Olga")
    join(owner, team)
    member = join(make_user("claims-editor@example.com"), team, Role.EDITOR)
    invite(practice=team, email=ana.email, role=Role.EDITOR, by=owner)
    link = re.search(r"/staff/invitations/\S+", mails(ana.email)[-1].text)[0]
    return {
        "as admin": session_of(admin),
        "as ana": session_of(ana),
        "as ben": session_of(ben),
        "as owner": session_of(owner),
        "claim-start": reverse("claim-start", args=[location.pk]),
        "claim by phone": reverse("claim", args=[by_phone.pk]),
        "claim by mail": reverse("claim", args=[by_mail.pk]),
        "claim denied": reverse("claim", args=[denied.pk]),
        "claim-proof": reverse("claim-proof", args=[by_mail.pk]),
        "my-claims": reverse("my-claims"),
        "claim-queue": reverse("claim-queue"),
        "claim-queue of an unknown state": f"{reverse('claim-queue')}?state=nonsense",
        "report-queue": reverse("report-queue"),
        "check of rivals": reverse("claim-check", args=[by_phone.pk]),
        "check of documents": reverse("claim-check", args=[documents.pk]),
        "team": reverse("team", args=[team.pk]),
        "invite": reverse("invite", args=[team.pk]),
        "member": reverse("member", args=[member.pk]),
        "leave-team": reverse("leave-team", args=[team.pk]),
        "invitation": link,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    sys.stdout.write(json.dumps(make_rows()))
