"""Every kind of page, for what must hold on all of them.

Only one has many cards: axe looks long at each.
"""

from tests.journeys.cast import FORMER_ID, LAKEVIEW_ID, LONG_NAME_ID, QUIET_STREET_ID

ADDRESSES = {
    "home": "/",
    "results": "/providers/?near=60614",
    "results with filters": "/providers/?near=60614&condition=ocd&program=erp&payer=aetna&accepting=1",
    # A ZIP code for PO boxes, parameters that make no sense, a page past the last, unconfirmed places.
    "results with notices": "/providers/?near=62705&condition=x&radius=abc&include_unconfirmed=1&page=9",
    "filters on a small screen": "/providers/?lat=39.80&lng=-89.64#filters",
    "no results": "/providers/?near=60614&condition=mdd&condition=tinnitus",
    "misspelt place": "/providers/?near=Chcago&condition=ocd",
    "unknown place": "/providers/?near=Zzyzxqwrt",
    "ambiguous place": "/providers/?near=Springfield",
    "state": "/tms/mo/",
    "city": "/tms/mo/springfield/",
    "location": f"/providers/{LAKEVIEW_ID}/",
    "location of which little is known": f"/providers/{QUIET_STREET_ID}/",
    "location with a long name": f"/providers/{LONG_NAME_ID}/",
    "closed location": f"/providers/{FORMER_ID}/",
    "reviews of a location": f"/reviews/{LAKEVIEW_ID}/?q=staff&sort=useful",
    "write a review": f"/reviews/write/{LAKEVIEW_ID}/",
    "edit a review": f"/reviews/edit-link/{LAKEVIEW_ID}/",
    "about the data": "/about-the-data/",
    "about the site": "/about/",
    "accessibility": "/accessibility/",
    "consumer health data": "/health-data-privacy/",
    "privacy": "/privacy/",
    "privacy request": "/health-data-privacy/request/",
    "takedown": "/takedown/",
}
# These come with status 404, which a browser logs as an error.
NOT_FOUND = {
    "nothing there": "/nothing-here/",
    "an address that cannot be read": f"/providers/?near={'a' * 17_000}",
}
