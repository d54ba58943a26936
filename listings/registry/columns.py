"""The columns that we read from the registry's main file, by their names in its header."""

NPI = "NPI"
KIND = "Entity Type Code"
ORGANIZATION = "Provider Organization Name (Legal Business Name)"
OTHER_NAME = "Provider Other Organization Name"
LAST_NAME = "Provider Last Name (Legal Name)"
FIRST_NAME = "Provider First Name"
CREDENTIAL = "Provider Credential Text"
STREET = "Provider First Line Business Practice Location Address"
STREET_DETAIL = "Provider Second Line Business Practice Location Address"
CITY = "Provider Business Practice Location Address City Name"
STATE = "Provider Business Practice Location Address State Name"
ZIP = "Provider Business Practice Location Address Postal Code"
PHONE = "Provider Business Practice Location Address Telephone Number"
UPDATED = "Last Update Date"
DEACTIVATED = "NPI Deactivation Date"
REACTIVATED = "NPI Reactivation Date"
TAXONOMY = "Healthcare Provider Taxonomy Code_{n}"
IS_PRIMARY = "Healthcare Provider Primary Taxonomy Switch_{n}"
MAX_TAXONOMIES = 15

MAIN_COLUMNS = (
    *(NPI, KIND, ORGANIZATION, OTHER_NAME, LAST_NAME, FIRST_NAME, CREDENTIAL, STREET, STREET_DETAIL),
    *(CITY, STATE, ZIP, PHONE, UPDATED, DEACTIVATED, REACTIVATED, TAXONOMY.format(n=1)),
)
ALL_COLUMNS = (
    *MAIN_COLUMNS,
    *(TAXONOMY.format(n=n) for n in range(2, MAX_TAXONOMIES + 1)),
    *(IS_PRIMARY.format(n=n) for n in range(1, MAX_TAXONOMIES + 1)),
)
