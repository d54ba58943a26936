"""Whose website is it? The part of a host name that somebody registered.

The full list of public suffixes changes weekly and would have to be downloaded. This is for American clinics:
it knows the suffixes of two parts that they meet, and builders of websites where each customer has a host
name of their own. An unlisted suffix makes two hosts look alike at worst.
"""

from urllib.parse import urlsplit

# Below these, the next label is what somebody registered.
SUFFIXES = frozenset(
    [
        *("co.uk", "org.uk", "com.au", "com.br", "com.mx", "co.nz", "co.in", "co.za", "com.pr", "org.pr"),
        *(
            "com.gu",
            "com.vi",
            "wixsite.com",
            "squarespace.com",
            "weebly.com",
            "wordpress.com",
            "blogspot.com",
        ),
        *("webflow.io", "github.io", "gitlab.io", "netlify.app", "vercel.app", "pages.dev", "web.app"),
        *("firebaseapp.com", "herokuapp.com", "business.site", "godaddysites.com", "carrd.co", "square.site"),
        *("clientsecure.me", "myshopify.com", "azurewebsites.net"),
    ]
)


def host_of(website: str) -> str:
    """The host name in lower case without "www."; "" where there is none or the address is broken."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:  # a bracket that is never closed, and the like
        return ""
    return host.rstrip(".").removeprefix("www.")


def registrable_domain(website: str) -> str:
    """ "https://www.clinic.example.org/tms" -> "example.org"; "" where there is no host."""
    labels = host_of(website).split(".")
    parts = 3 if ".".join(labels[-2:]) in SUFFIXES else 2
    return ".".join(labels[-parts:])
