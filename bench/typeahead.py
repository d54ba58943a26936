"""How long the typeahead of the place field and the look-up of a place take on the server.

    SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.typeahead

Types the names of random places letter by letter (larger ones more often, as visitors do), with their
state in a third of the cases, and ZIPs digit by digit. Prints p50, p95 and p99 of `suggest`, of the view
through Django's stack with all middleware, and of looking up what was typed in the end.
"""

import argparse
import io
import os
import random
from contextlib import suppress
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
os.environ.setdefault("LOG_LEVEL", "WARNING")
django.setup()

from django.core.wsgi import get_wsgi_application

from bench.timing import timed
from places.index import place_index
from places.lookup import PlaceNotFound, find_place
from places.typeahead import suggest

WARMING = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--places", type=int, default=300, help="how many places to type")
    options = parser.parse_args()
    chance = random.Random(1)
    texts = [typed(*place, chance) for place in chosen_places(chance, options.places)]
    queries = [text[:length] for text in texts for length in range(1, len(text) + 1)]
    chance.shuffle(queries)
    print(f"{len(texts)} places typed: {len(queries):,} requests, the longest {max(queries, key=len)!r}")
    timed(suggest, queries[:WARMING])
    print("  suggest()          ", timed(suggest, queries))
    application = get_wsgi_application()
    timed(lambda query: get(application, query), queries[:WARMING])
    print("  the view, all of it", timed(lambda query: get(application, query), queries))
    find_place("60614")
    print("  find_place(), found", timed(find_place, texts))
    misspelt = [misspell(text, chance) for text in texts]
    print("  find_place(), typos", timed(look_up, misspelt))


def chosen_places(chance: random.Random, count: int) -> list[tuple[str, str, str]]:
    """(kind, name, state) of random places, by their people."""
    index = place_index()
    places = [*index.zips, *index.towns, *index.areas]
    rows = [(place.kind, place.name, place.state, place.population) for place in places]
    weights = [population + 1 for *_, population in rows]
    return [row[:3] for row in chance.choices(rows, weights, k=count)]


def typed(kind: str, name: str, state: str, chance: random.Random) -> str:
    return f"{name} {state}" if kind == "city" and chance.random() < 1 / 3 else name


def misspell(text: str, chance: random.Random) -> str:
    """`text` without one of its letters."""
    gone = chance.randrange(len(text))
    return text[:gone] + text[gone + 1 :]


def look_up(text: str) -> None:
    with suppress(PlaceNotFound):
        find_place(text)


def get(application: object, query: str) -> None:
    """One request through the whole stack, as a server would make it."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/places/",
        "QUERY_STRING": urlencode({"q": query}),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    statuses: list[str] = []
    body = application(environ, lambda status, headers: statuses.append(status))
    b"".join(body)
    body.close()
    if statuses != ["200 OK"]:
        raise SystemExit(f"/places/?q={query!r} answered {statuses}.")


if __name__ == "__main__":
    main()
