"""What GeoNames gets wrong about American places, found by comparing it with itself."""

# Parts of a city that carry the population of the whole: within eight miles of a place of the same
# name (without "East", "Heights", ...) and of about the same size. With it, ZIPs of Memphis would be
# in "New South Memphis", and "South Boston" would be one of the country's forty largest cities. They
# are kept with a population of 0 ("unknown"), which sorts them last. GeoNames id: name.
REPEATED_POPULATIONS = {
    4059870: "East Florence, AL",
    4154047: "East Pensacola Heights, FL",
    4251841: "Upper Alton, IL",
    4300488: "Meads, KY",
    4333190: "Metairie Terrace, LA",
    4385018: "East Independence, MO",
    4450687: "West Gulfport, MS",
    4498303: "West Raleigh, NC",
    4504225: "South Vineland, NJ",
    4619947: "East Chattanooga, TN",
    4645421: "New South Memphis, TN",
    4756955: "East Hampton, VA",
    4780011: "Portsmouth Heights, VA",
    4786714: "South Suffolk, VA",
    4792867: "West Lynchburg, VA",
    4833505: "East Norwalk, CT",
    4839745: "North Stamford, CT",
    4845519: "West Torrington, CT",
    4903976: "North Peoria, IL",
    4937232: "Framingham Center, MA",
    4945588: "North Chicopee, MA",
    4951305: "South Boston, MA",
    4951473: "South Peabody, MA",
    4979245: "South Portland Gardens, ME",
    5037790: "Minnetonka Mills, MN",
    5052361: "West Coon Rapids, MN",
    5085688: "East Concord, NH",
    5104405: "Sayreville Junction, NJ",
    5143620: "West Albany, NY",
    5264870: "North La Crosse, WI",
    5317071: "Tempe Junction, AZ",
    5326305: "Barstow Heights, CA",
    5781070: "Sandy Hills, UT",
}

# Names that contain a remark from the register they were taken from. GeoNames id: the name people use.
CLEANER_NAMES = {
    5011005: "Stambaugh",  # Stambaugh, Iron River
    7160204: "Milford",  # City of Milford (balance)
    7174365: "Sammamish",  # City of Sammamish
    8481821: "Olinda",  # Olinda, CDP
    5128581: "New York",  # New York City: the Postal Service and people write New York
    5110266: "Bronx",  # The Bronx
    7261291: "Fort Hood",  # Fort Cavazos, which has its earlier name again
}

# Towns that the Postal Service still calls by an earlier name. GeoNames id: that name.
POSTAL_NAMES = {
    5880054: "Barrow",  # Utqiagvik, AK
}

# Rows that are no place of their own: the same city under the name of a statistical area.
LEFT_OUT = {
    4297999: "Lexington-Fayette, KY: Lexington",
}

# Names whose capitals the Postal Service's table has lost, whole or as one word.
SPELLINGS = {
    "Afb": "AFB",
    "Afs": "AFS",
    "Jber": "JBER",
    "Jbphh": "JBPHH",
    "Jbsa": "JBSA",
    "Mcas": "MCAS",
    "Nas": "NAS",
    "Naf": "NAF",
    "Nawc": "NAWC",
    "Usaf": "USAF",
    "Dhs": "DHS",
    "Irs": "IRS",
    "Ftl": "Fort",
}

# Counties whose towns GeoNames lists with the zone of a neighbor. FIPS code: zone.
COUNTY_TIME_ZONES = {
    "18047": "America/Indiana/Indianapolis",  # Franklin, IN
    "18083": "America/Indiana/Vincennes",  # Knox, IN
    "18099": "America/Indiana/Indianapolis",  # Marshall, IN
    "18121": "America/Indiana/Indianapolis",  # Parke, IN
    "18131": "America/Indiana/Winamac",  # Pulaski, IN
    "21099": "America/Chicago",  # Hart, KY
    "47007": "America/Chicago",  # Bledsoe, TN
    "47145": "America/New_York",  # Roane, TN
}

# ZIPs in counties that a line runs through, and towns that keep a neighbor's time. ZIP: zone. The maps differ
# for some more whose people keep the time that is listed: Page and Winslow (AZ) lie beside the Navajo Nation,
# Cottonwood (ID) north of the Salmon River, Mobridge and Fort Pierre (SD) look to Central time.
TIME_ZONES = {
    "36854": "America/New_York",  # Valley and Lanett, AL, as West Point, GA
    "36863": "America/New_York",
    "36856": "America/Chicago",
    "36859": "America/Chicago",
    "36874": "America/Chicago",
    "36875": "America/Chicago",
    "36877": "America/New_York",  # Smiths Station, AL, as Columbus, GA
    "37405": "America/New_York",
    "42712": "America/Chicago",
    "42784": "America/New_York",
    "57537": "America/Denver",
    "58634": "America/Denver",
    "58838": "America/Denver",
    "69161": "America/Denver",  # the west of Cherry County, NE
    "69211": "America/Denver",
    "69216": "America/Denver",
    "69219": "America/Denver",
    "79847": "America/Denver",  # Salt Flat, TX, as El Paso
    "83542": "America/Boise",  # south of the Salmon River, ID
    "83547": "America/Boise",
    "83549": "America/Boise",
    "83671": "America/Boise",
    "86045": "America/Denver",  # Tuba City, AZ, in the Navajo Nation
    "89421": "America/Los_Angeles",
    "96898": "Pacific/Wake",
    "99546": "America/Adak",
    "99547": "America/Adak",
}
