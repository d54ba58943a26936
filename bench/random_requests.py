"""Requests as an attacker's program would send them: every address, any method, hostile values, any body.

All are made from one `random.Random`, so the same seed gives the same requests.
"""

import json
import random
import re
import string
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from bench.demo_site import DemoSite
from bench.upload_requests import (
    CSRF,
    MULTIPART,
    Request,
    any_address,
    cookies,
    multipart,
    upload_forms,
    upload_request,
)

SHARE_OF_UPLOADS = 0.01
FORM = "application/x-www-form-urlencoded"
METHODS = ["GET"] * 10 + ["POST"] * 9 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
# A signed-in attacker would end their own session there.
ENDS_SESSION = (
    "logout",
    "delete",
    "password",
    "sessions",
    "leave",
    "remove",
    "2fa",
    "email",
    "admin/accounts",
)
VALUES = [
    "",
    "%00",
    "\0",
    "\ud800",
    "\u202e60614",
    "<script>alert(1)</script>",
    "'; DROP TABLE providers_location;--",
    "{{ request }}{% load x %}",
    "../../../../etc/passwd",
    "x" * 10_000,
    "\U0001f600" * 2_000,
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "-inf",
    "\uff15\u0663",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "on",
    "\r\nSet-Cookie: a=b",
    "null",
    "[]",
    '{"a": 1}',
    "a@example.com",
    "60614",
    "ocd",
    "1",
]
NAMES = [
    "near",
    "lat",
    "lng",
    "radius",
    "condition",
    "therapy",
    "protocol",
    "device",
    "payer",
    "age_group",
    "language",
    "accessibility",
    "program",
    "name",
    "sort",
    "page",
    "page_size",
    "q",
    "accepting",
    "fresh",
    "first_visit",
    "provider",
    "start",
    "visits",
    "weekdays",
    "part",
    "away_from",
    "away_until",
    "timing",
    "per_week",
    "sessions",
    "setting",
    "home",
    "time_zone",
    "plain_titles",
    "kind",
    "text",
    "email",
    "answer",
    "relationship",
    "service",
    "care_month",
    "care_year",
    "overall",
    "would_choose_again",
    "code",
    "document_kind",
    "document",
    "method",
    "position",
    "npi",
    "proof_email",
    "documents",
    "do",
    "base",
    "section",
    "upload-picture",
    "upload-alternative_text",
    "photos-TOTAL_FORMS",
    "photos-0-position",
    "file",
    "save",
    "next",
    "decision",
    "reason",
    "login",
    "username",
    "password",
    "action",
    "format",
    "csrfmiddlewaretoken",
    "key",
    "delete",
    "rivals_seen",
    "message",
]
ROUTE_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<\w+>[^)]*\)|\$|\^|\\Z")


class RandomRequests:
    """Makes requests for one site. `uploads`: files by name, which go to the forms that open them."""

    def __init__(self, site: DemoSite, dice: random.Random, uploads: Mapping[str, bytes]) -> None:
        self.site, self.dice, self.uploads = site, dice, list(uploads.items())

    def next(self) -> Request:
        dice = self.dice
        if dice.random() < SHARE_OF_UPLOADS:
            form = dice.choice(list(upload_forms(self.site).values()))
            return upload_request(self.site, form, *dice.choice(self.uploads), dice)
        role = dice.choice(["", "", "", "", "owner", "manager", "moderator", "admin"])
        path = self.path(dice.choice(self.site.routes), role)
        method = dice.choice(METHODS)
        request = Request(method, path + self.query(), self.headers(role), role=role)
        if method in ("POST", "PUT", "PATCH", "DELETE") or dice.random() < 0.05:
            dice.choice([self.form, self.form, self.form, self.multipart, self.json, self.noise])(request)
            if dice.random() < 0.1:
                request.is_chunked = True
        return request

    def path(self, route: str, role: str) -> str:
        if role and any(word in route for word in ENDS_SESSION):
            route = "staff/"
        path = "/" + ROUTE_ARGUMENT.sub(self.argument, route)
        if self.dice.random() < 0.02:
            path += self.value()[:2_000]
        return quote(path, safe="/%-_.~:+", errors="surrogatepass")

    def argument(self, match: re.Match[str]) -> str:
        name, dice = match.group(1), self.dice
        if match.group(0) in ("$", "^", r"\Z"):
            return ""
        real = {
            "practice_id": self.site.practice_id,
            "location_id": dice.choice([self.site.location_id, self.site.other_location_id]),
            "review_id": self.site.review_id,
            "state": "il",
            "city_slug": "chicago",
            "section": dice.choice(["photos", "about", "contact", "services", "hours", "programs"]),
            "slug": dice.choice(["ocd", "what-is-tms", "x"]),
            "size": 480,
        }
        if name in real and dice.random() < 0.8:
            return str(real[name])
        return dice.choice([str(dice.randint(0, 50)), "1", "0" * 32, self.value()[:300] or "x"])

    def value(self) -> str:
        dice = self.dice
        if dice.random() < 0.7:
            return dice.choice(VALUES)
        return "".join(dice.choices(string.printable + "äé€漢\u200f", k=dice.randint(0, 60)))

    def pairs(self, most: int) -> list[tuple[str, str]]:
        return [(self.dice.choice(NAMES), self.value()) for _ in range(self.dice.randint(0, most))]

    def query(self) -> str:
        kind = self.dice.random()
        if kind < 0.5:
            return ""
        if kind < 0.55:
            return "?" + "&" * self.dice.randint(0, 4_000)
        return "?" + urlencode(self.pairs(8), errors="surrogatepass")[:60_000]

    def headers(self, role: str) -> dict[str, str]:
        dice = self.dice
        address = any_address(dice)
        headers = {
            "Host": f"127.0.0.1:{self.site.port}",
            "X-Forwarded-For": dice.choice([address, address, address, "203.0.113.7", "not an address", ""]),
            "Sec-Fetch-Site": dice.choice(["same-origin", "same-origin", "same-origin", "cross-site"]),
            "X-CSRFToken": CSRF,
        }
        sent = [cookies(self.site, role)]
        strange: list[Callable[[], None]] = [
            lambda: headers.update({"Host": "evil.example"}),
            lambda: sent.append("sessionid=" + "x" * dice.randint(0, 4_000)),
            lambda: sent.append('messages="\\000\\073";;=;'),
            lambda: headers.update({"Accept-Encoding": "br;q=NaN, gzip;q=2, *;q=-1"}),
            lambda: headers.update({"Accept": "x" * 5_000, "Accept-Language": "*" * 5_000}),
            lambda: headers.update({"HX-Request": "true", "HX-Current-URL": "%E0%A4%A"}),
            lambda: headers.update({"If-Modified-Since": "yesterday", "If-None-Match": '"' * 2_000}),
            lambda: headers.update({"Range": "bytes=0-,-1,9-1", "Origin": "null"}),
            lambda: headers.update({"Referer": "http://[", "Origin": "http://["}),
            lambda: headers.update({"Authorization": "Basic !!!!"}),
        ]
        if dice.random() < 0.2:
            dice.choice(strange)()
        headers["Cookie"] = "; ".join(sent)
        return headers

    def form(self, request: Request) -> None:
        count = self.dice.choice([3, 12, 40, 40, 1_200])
        request.body = urlencode(self.pairs(count), errors="surrogatepass").encode()
        request.headers["Content-Type"] = self.dice.choice(
            [FORM] * 6 + [f"{FORM}; charset=utf-16", f"{FORM}; charset=x"]
        )

    def multipart(self, request: Request) -> None:
        """Fields and small files, perhaps more than a form may have, or cut off."""
        dice = self.dice
        parts = [(f'name="{name}"', value.encode(errors="surrogatepass")) for name, value in self.pairs(20)]
        for _ in range(dice.choice([0, 0, 0, 1, 120])):
            name, file = dice.choice(NAMES), dice.choice(["a", "../b", "c.pdf"])
            parts.append((f'name="{name}"; filename="{file}"', dice.randbytes(50)))
        request.body = multipart(parts)
        if dice.random() < 0.2:
            request.body = request.body[: dice.randint(0, len(request.body))]
        wrong = ["multipart/form-data", "multipart/form-data; boundary=", MULTIPART + "\xe4" * 300]
        request.headers["Content-Type"] = dice.choice([MULTIPART] * 8 + wrong)

    def json(self, request: Request) -> None:
        values: list[object] = [None, [], {}, [[[[]]]] * 50, {"a": self.value()}, self.value(), 10**400]
        request.body = json.dumps(self.dice.choice(values)).encode()
        request.headers["Content-Type"] = "application/json"

    def noise(self, request: Request) -> None:
        """Any bytes, of any type, and now and then very many."""
        dice = self.dice
        size = dice.choice([0, 10, 1_000, 100_000, 300_000, 3_000_000])
        if dice.random() < 0.02:
            size = 40_000_000
        request.body = dice.randbytes(min(size, 1_000_000)) * max(1, size // 1_000_000)
        request.headers["Content-Type"] = dice.choice(["", "text/plain", FORM, MULTIPART])
