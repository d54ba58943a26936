"""How many lines of Python the site's source has, by app.

    .venv/bin/python -m bench.source_lines                 this checkout
    .venv/bin/python -m bench.source_lines ../before .     two checkouts, side by side

A line counts if it holds code: docstrings, comments and blank lines don't. Neither do migrations, tests,
benchmarks and the tools that only developers and the demo run. Before the code was organized by feature,
tools were in scripts/ and directory/, and the generator of a million locations in providers/demo/.
"""

import argparse
import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LEFT_OUT = {"bench", "docs", "migrations", "scripts", "static", "templates", "tests", "tools"}
# Where today's tools were once.
OLD_TOOLS = {
    "directory/child_process.py",
    "directory/demo.py",
    "directory/embedded_postgres",
    "directory/own_server.py",
}
# While this file was there, all of the demo was the generator of a million locations but these.
OLD_GENERATOR = "providers/demo/copy_format.py"
NOT_OF_OLD_GENERATOR = {"presence", "progress", "redating", "registry", "removing", "upkeep"}
# Tokens that make no line of code.
SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="DIR", default=[Path()])
    folders = parser.parse_args().folders
    counts = [lines_by_app(folder) for folder in folders]
    rows = [(app, [count[app] for count in counts]) for app in sorted(set().union(*counts))]
    rows.append(("total", [count.total() for count in counts]))
    print(f"{'':12}" + "".join(f"{folder.resolve().name:>12}" for folder in folders))
    for app, numbers in rows:
        change = f"{numbers[-1] / numbers[0] - 1:12.1%}" if len(numbers) > 1 and numbers[0] else ""
        print(f"{app:12}" + "".join(f"{number:12,}" for number in numbers) + change)


def lines_by_app(root: Path) -> Counter[str]:
    """Lines of code by folder at the top of a checkout; files at the top itself are under "."."""
    lines: Counter[str] = Counter()
    for path in source_files(root):
        relative = path.relative_to(root)
        lines[relative.parts[0] if len(relative.parts) > 1 else "."] += code_lines(path.read_text("utf-8"))
    return lines


def source_files(root: Path) -> Iterator[Path]:
    """Every Python file of the site's own source."""
    has_old_generator = (root / OLD_GENERATOR).exists()
    for path in sorted(root.rglob("*.py")):
        relative = path.relative_to(root)
        folders = relative.parts[:-1]
        is_left_out = any(name in LEFT_OUT or name.startswith(".") for name in folders)
        is_old_tool = any(f"{relative.as_posix()}/".startswith(f"{old}/") for old in OLD_TOOLS)
        is_of_demo = folders[:2] == ("providers", "demo") and path.stem not in NOT_OF_OLD_GENERATOR
        if not (is_left_out or is_old_tool or (has_old_generator and is_of_demo)):
            yield path


def code_lines(source: str) -> int:
    """The number of lines that hold code; of a statement or a text over several lines, each counts."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        # A text that stands alone is a docstring.
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


if __name__ == "__main__":
    main()
