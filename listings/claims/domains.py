"""Whether a mail address belongs to the website of a practice.

It does if its domain is the website's host, with or without "www.", or the parent domain of that host:
chicago.lakeviewtms.com and office@lakeviewtms.com. The parent counts only under endings where people
register names directly below the ending (RFC 1591's generic ones and newer ones for health). Under other
endings it could belong to a registry, such as co.uk or il.us. The parent domains of universities and offices
don't count, because any student has an address there.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Anybody can get an address there, so it proves nothing. The larger providers, from their own pages.
FREE_MAIL = names(
    """
    gmail.com googlemail.com yahoo.com ymail.com rocketmail.com myyahoo.com aol.com aim.com verizon.net
    outlook.com hotmail.com live.com msn.com passport.com icloud.com me.com mac.com proton.me protonmail.com
    pm.me gmx.com gmx.us mail.com email.com usa.com zoho.com zohomail.com fastmail.com fastmail.fm hey.com
    yandex.com mail.ru inbox.com hushmail.com tutanota.com tuta.com tuta.io duck.com comcast.net xfinity.com
    att.net sbcglobal.net bellsouth.net pacbell.net cox.net charter.net spectrum.net earthlink.net
    optonline.net optimum.net frontier.com frontiernet.net windstream.net centurylink.net juno.com netzero.net
    mailinator.com guerrillamail.com 10minutemail.com yopmail.com tempmail.com
    """
)
# Many sites of different people live under these, so a site there says nothing about a mail domain.
SHARED_HOSTS = names(
    """
    wixsite.com wix.com squarespace.com weebly.com godaddysites.com webflow.io wordpress.com wpengine.com
    wpenginepowered.com blogspot.com tumblr.com medium.com substack.com carrd.co jimdosite.com jimdofree.com
    site123.me strikingly.com mystrikingly.com webs.com webnode.com webnode.page yolasite.com ucraft.net
    duda.co dudaone.com multiscreensite.com google.com sites.google.com business.site facebook.com
    instagram.com linkedin.com linktr.ee x.com twitter.com youtube.com yelp.com healthgrades.com zocdoc.com
    psychologytoday.com vitals.com webmd.com doximity.com headway.co growtherapy.com alma.com helloalma.com
    therapyportal.com simplepractice.com clientsecure.me therapysites.com brightervision.com github.io
    netlify.app vercel.app herokuapp.com pages.dev web.app firebaseapp.com azurewebsites.net amazonaws.com
    cloudfront.net myshopify.com hubspotpagebuilder.com square.site ueniweb.com
    """
)
# Anyone can register a name directly below these.
DIRECT_ENDINGS = names("com org net biz info health healthcare care clinic doctor hospital center")
# Reserved for examples (RFC 2606): our demo uses names below them, so the domains themselves prove nothing.
EXAMPLES = names("example.com example.org example.net")


@dataclass(frozen=True)
class Website:
    """A practice's website: its host, and the domains of mail addresses that belong to it."""

    host: str
    domains: tuple[str, ...]


def website_of(*addresses: str) -> Website | None:
    """The first of these web addresses that can prove anything; None if none can."""
    for address in addresses:
        host = host_of(address)
        domains = mail_domains(host)
        if domains:
            return Website(host, domains)
    return None


def host_of(address: str) -> str:
    """The host of a web address, in ASCII and lower case without "www."; empty if it can't be read."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:  # brackets that hold no address
        return ""
    return as_ascii(host).removeprefix("www.")


def as_ascii(domain: str) -> str:
    """A domain as the DNS writes it, so that no lookalike letter passes; empty if it is not a domain."""
    try:
        return domain.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:  # labels that are empty or too long, or letters that domains can't have
        return ""


def mail_domains(host: str) -> tuple[str, ...]:
    """The domains whose mail addresses belong to the website at `host`; the first is its own."""
    labels = host.split(".")
    if len(labels) < 2 or not labels[-1].isascii() or labels[-1].isdigit() or is_public(host):
        return ()
    parent = ".".join(labels[1:])
    if len(labels) == 3 and labels[-1] in DIRECT_ENDINGS and parent not in EXAMPLES:
        return (host, parent)
    return (host,)


def is_public(domain: str) -> bool:
    """Whether anybody can have an address at this domain, or a site under it."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in FREE_MAIL | SHARED_HOSTS for start in range(len(labels)))


def domain_of(email: str) -> str:
    return as_ascii(email.rpartition("@")[2])


def why_refused(email: str, website: Website | None) -> str:
    """A sentence that says why a code sent to `email` would prove nothing; empty if it would prove it."""
    domain = domain_of(email)
    if website is None:
        return (
            "The listing names no website at a domain of the practice’s own, so a mail address can’t prove "
            "anything. Choose another way."
        )
    if domain in website.domains:
        return ""
    if is_public(domain):
        return (
            f"Anybody can get an address at {domain}, so it can’t prove anything. Give one that ends in "
            f"@{website.domains[0]}, or choose another way."
        )
    return (
        f"This address is not at the practice’s website, {website.host}. Give one that ends in "
        f"{' or '.join(f'@{each}' for each in website.domains)}, or choose another way."
    )
