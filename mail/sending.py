"""Sending mail: `queue_mail("claim/approved", to=address, context={...})`.

The message and the job that sends it are written in the caller's transaction, so nothing is announced that
didn't happen, and what happened is announced even if the mail server is down for a while.

A mail is one plain-text template, `templates/mail/<name>.txt`. Its first line is "Subject: ..."; the rest is
paragraphs separated by empty lines. The HTML version is made from it (mail/layout.py), so both always say the
same. Only the template makes lines and paragraphs: the value of a variable is put on one line.
"""

from typing import Any

from django.conf import settings
from django.template.backends.django import Template
from django.template.base import VariableNode
from django.template.context import Context
from django.template.loader import get_template

from mail.jobs import MAIL, SECURITY_MAIL
from mail.layout import as_html, as_text
from mail.models import Message
from mail.tasks import queue_delivery

# Rooms of mails about signing in and the safety of an account.
SECURITY_ROOMS = frozenset({"account", "mfa"})


class BadMailTemplate(Exception):
    """A mail's template does not begin with a line "Subject: ..."."""


def absolute_url(path: str) -> str:
    """`path` as an address that works in a mail. Jobs have no request that would know the site's host."""
    return f"{settings.SITE_URL}{path}"


class ValueOnOneLine(VariableNode):
    """A variable in a mail. Text from other people must not create its own paragraphs, lists or links."""

    def render(self, context: Context) -> str:
        return " ".join(super().render(context).split())


def with_values_on_one_line(template: Template) -> Template:
    """Change the variables of a template in place; it must be used only for mails. It can be repeated.

    Changing the context instead would not reach values inside of model instances.
    """
    for node in template.template.nodelist.get_nodes_by_type(VariableNode):
        node.__class__ = ValueOnOneLine
    return template


def queue_mail(name: str, *, to: str, context: dict[str, Any]) -> Message:
    """Write the mail `templates/mail/<name>.txt` to the address `to`; it is sent after this transaction.

    Raises BadMailTemplate if the template has no subject.
    """
    known = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "to": to}
    template = get_template(f"mail/{name}.txt")
    assert isinstance(template, Template)  # and not one of another engine
    template = with_values_on_one_line(template)
    rendered = template.render({**known, **context}).strip()
    first, _, body = rendered.partition("\n")
    if not first.startswith("Subject: "):
        raise BadMailTemplate(f"templates/mail/{name}.txt must begin with a line 'Subject: ...'.")
    message = Message.objects.create(
        to=to,
        subject=first.removeprefix("Subject: ").strip()[:200],
        text=as_text(body),
        html=as_html(body),
        queue=SECURITY_MAIL if name.partition("/")[0] in SECURITY_ROOMS else MAIL,
    )
    queue_delivery(message)
    return message
