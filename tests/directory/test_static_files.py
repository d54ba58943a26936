"""Static files are collected when one has changed, and only then."""

import os

import pytest
from django.contrib.staticfiles import finders

from directory.static_files import collect_if_changed


@pytest.fixture
def source(settings, tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


@pytest.fixture
def said():
    return []


def test_the_first_time_they_are_collected(source, said, settings):
    collect_if_changed(say=said.append)
    assert said == ["Collecting the static files."]
    assert (settings.STATIC_ROOT / "page.css").read_text() == "a {}"


def test_the_second_time_there_is_nothing_to_do(source, said):
    collect_if_changed(say=lambda line: None)
    collect_if_changed(say=said.append)
    assert said == []


@pytest.mark.parametrize("change", ["edited", "added", "removed"])
def test_any_change_collects_them_all(source, said, settings, change):
    (source / "other.css").write_text("b {}")
    collect_if_changed(say=lambda line: None)
    if change == "edited":
        (source / "page.css").write_text("c {}")
        os.utime(source / "page.css", ns=(0, 0))  # the same size: the time tells
    elif change == "added":
        (source / "third.css").write_text("d {}")
    else:
        (source / "other.css").unlink()
    collect_if_changed(say=said.append)
    assert said == ["Collecting the static files."]
    here = {path.name: path.read_text() for path in source.iterdir()}
    assert {path.name: path.read_text() for path in settings.STATIC_ROOT.iterdir()} == here
