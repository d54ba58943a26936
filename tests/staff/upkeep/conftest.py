"""Public pages stand beside those for staff here: reports, counts, the notice."""

from tests.gazetteer_fixture import committed_gazetteer, gazetteer

__all__ = ["committed_gazetteer", "gazetteer"]
