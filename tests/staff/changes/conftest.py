from tests.gazetteer_fixture import committed_gazetteer, gazetteer

__all__ = ["committed_gazetteer", "gazetteer"]
