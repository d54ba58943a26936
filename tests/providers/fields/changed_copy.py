"""A copy of the project in which some files are changed: to follow, step by step, what CONTRIBUTING says
about adding a field, and to see that nothing else has to change.

Forms, filters, serializers and addresses are built when modules are imported, so the changed project needs
processes of its own.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.template_database import REPOSITORY, own_database, server_url

LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    ".data",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    "__pycache__",
    "node_modules",
    "docs",
)


@dataclass(frozen=True)
class ChangedCopy:
    """The copy in `folder`. Its tests have databases of their own, `name` among their names."""

    folder: Path
    name: str

    @classmethod
    def make(cls, folder: Path, name: str) -> "ChangedCopy":
        shutil.copytree(REPOSITORY, folder, ignore=LEFT_OUT, symlinks=True)
        return cls(folder, name)

    def put(self, path: str, text: str, *, before: str) -> None:
        """Insert `text` into a file, before the only place that says `before`."""
        content = self.read(path)
        assert content.count(before) == 1, (path, before, content.count(before))
        self.write(path, content.replace(before, text + before))

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, content: str) -> None:
        (self.folder / path).write_text(content, encoding="utf-8")

    def changed_files(self) -> set[str]:
        """The files that are new or other than in the project."""
        return {
            str(file.relative_to(self.folder))
            for file in self.folder.rglob("*")
            if file.suffix in {".py", ".html", ".js", ".css", ".json"} and "__pycache__" not in file.parts
            if not self._is_as_it_was(file)
        }

    def _is_as_it_was(self, file: Path) -> bool:
        original = REPOSITORY / file.relative_to(self.folder)
        return original.is_file() and original.read_bytes() == file.read_bytes()

    def run(self, *arguments: str) -> str:
        """What a Python process of the copy prints; AssertionError where it fails."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | {"DATABASE_URL": server_url(f"{own_database()}_{self.name}"), "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def make_migrations(self) -> None:
        self.run("manage.py", "makemigrations", "--verbosity", "0")

    def test(self, *paths: str) -> None:
        """Run tests of the copy."""
        self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *paths)
