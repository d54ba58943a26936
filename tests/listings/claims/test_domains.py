"""Mail addresses that prove that somebody speaks for a website, and addresses that never do."""

import pytest

from listings.claims.domains import mail_domains, website_of, why_refused


@pytest.mark.parametrize(
    ("website", "email"),
    [
        ("https://lakeviewtms.com", "ana@lakeviewtms.com"),
        ("https://www.lakeviewtms.com/chicago?x=1", "ana@lakeviewtms.com"),
        ("http://WWW.LakeviewTMS.com.", "ANA@LAKEVIEWTMS.COM"),
        ("https://chicago.lakeviewtms.com:8443/", "ana@lakeviewtms.com"),
        ("https://chicago.lakeviewtms.com/", "ana@chicago.lakeviewtms.com"),
        ("https://lakeview.co.uk/", "ana@lakeview.co.uk"),
        ("https://müller-tms.com/", "ana@xn--mller-tms-q9a.com"),
        ("https://tms.clinic/", "ana@tms.clinic"),
    ],
)
def test_an_address_at_the_website_proves_it(website, email):
    assert why_refused(email, website_of(website)) == ""


@pytest.mark.parametrize(
    ("website", "email"),
    [
        ("https://lakeviewtms.com", "ana@evil.com"),
        ("https://lakeviewtms.com", "ana@lakeviewtms.com.evil.com"),
        ("https://lakeviewtms.com", "ana@evillakeviewtms.com"),
        ("https://lakeviewtms.com", "ana@mail.lakeviewtms.com"),
        ("https://lakeviewtms.com", "ana@com"),
        ("https://lakeviewtms.com", "lakeviewtms.com@evil.com"),
        ("https://lakeviewtms.com", "ana@lаkeviewtms.com"),  # a Cyrillic letter
        ("https://lakeviewtms.com@evil.com/", "ana@lakeviewtms.com"),
        ("https://lakeview.co.uk/", "ana@co.uk"),
        ("https://clinic.il.us/", "ana@il.us"),
        ("https://psychiatry.university.edu/", "ana@university.edu"),
        ("https://a.b.lakeviewtms.com/", "ana@lakeviewtms.com"),
        ("https://lakeview.example.com/", "ana@example.com"),
        ("https://lakeviewtms.com", ""),
    ],
)
def test_an_address_at_another_domain_proves_nothing(website, email):
    assert "Give one that ends in @" in why_refused(email, website_of(website))


@pytest.mark.parametrize("email", ["lakeviewtms@gmail.com", "a@yahoo.com", "a@lakeview.wixsite.com"])
def test_free_mail_is_refused_with_a_sentence_that_says_so(email):
    assert why_refused(email, website_of("https://lakeviewtms.com")).startswith(
        "Anybody can get an address at"
    )


@pytest.mark.parametrize(
    "website",
    [
        *(
            "",
            "lakeview",
            "https://",
            "https://[::1",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://localhost/",
        ),
        *(
            "https://lakeview.wixsite.com/home",
            "https://sites.google.com/view/lakeview",
            "https://gmail.com/",
        ),
        *("https://www.facebook.com/lakeviewtms", "https://" + "a" * 70 + ".com/", "https://..com/"),
    ],
)
def test_a_website_at_a_shared_host_proves_nothing(website):
    assert website_of(website) is None
    assert "Choose another way" in why_refused("ana@wixsite.com", website_of(website))


def test_the_location_s_website_counts_if_the_practice_s_proves_nothing():
    found = website_of("https://facebook.com/lakeview", "https://lakeviewtms.com/")
    assert found.domains == ("lakeviewtms.com",)


def test_a_parent_domain_counts_only_under_endings_with_direct_registration():
    assert mail_domains("chicago.lakeview.org") == ("chicago.lakeview.org", "lakeview.org")
    assert mail_domains("chicago.lakeview.io") == ("chicago.lakeview.io",)
