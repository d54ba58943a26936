"""Sending mail: `queue_mail("claim/approved", to=address, context={...})`.

The message and the job that sends it are written in the caller's transaction: nothing is announced that
didn't happen, and what happened is announced even if the mail server is away for a while.

A mail is one plain-text template, `templates/mail/<name>.txt`. Its first line is "Subject: ..."; the rest is
paragraphs parted by empty lines. The HTML form is made from it (mail/layout.py), so both always say the same.
Lines and paragraphs are the template's alone: whatever stands in a variable goes on one line.
"""

from typing import Any

from django.conf import settings
from django.template.backends.django import Template
from django.template.base import VariableNode
from django.template.context import Context
from django.template.loader import get_template

from mail.layout import as_html, as_text
from mail.models import Message
from mail.tasks import deliver


class BadMailTemplate(Exception):
    """A mail's template does not begin with a line "Subject: ..."."""


def absolute_url(path: str) -> str:
    """`path` as an address that works in a mail; jobs have no request that would tell the site's host."""
    return f"{settings.SITE_URL}{path}"


class ValueOnOneLine(VariableNode):
    """A variable of a mail. Somebody else's words must make no paragraph, list or link of their own."""

    def render(self, context: Context) -> str:
        return " ".join(super().render(context).split())


def with_values_on_one_line(template: Template) -> Template:
    """The variables of a template that is used for mails only, changed in place: names stand in rows, where
    going over the context would not reach them. Doing it again changes nothing."""
    for node in template.template.nodelist.get_nodes_by_type(VariableNode):
        node.__class__ = ValueOnOneLine
    return template


def queue_mail(name: str, *, to: str, context: dict[str, Any]) -> Message:
    """Write the mail of `templates/mail/<name>.txt` to the address `to`, to be sent once this transaction is
    committed. Raises BadMailTemplate if the template has no subject."""
    known = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "to": to}
    template = with_values_on_one_line(get_template(f"mail/{name}.txt"))
    rendered = template.render({**known, **context}).strip()
    first, _, body = rendered.partition("\n")
    if not first.startswith("Subject: "):
        raise BadMailTemplate(f"templates/mail/{name}.txt must begin with a line 'Subject: ...'.")
    message = Message.objects.create(
        to=to,
        subject=first.removeprefix("Subject: ").strip()[:200],
        text=as_text(body),
        html=as_html(body),
    )
    deliver.defer(message_id=message.pk)
    return message
