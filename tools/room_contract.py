"""An import contract for rooms: only a room itself imports its views, forms and page.

    [[tool.importlinter.contracts]]
    name = "Nobody outside a room imports its views, forms or page"
    type = "rooms"

A room is the package that holds such a module: `listings.claims` for `listings.claims.admin_views`. An app's
own `urls` may name the views of its rooms too.
"""

import re

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils

PRIVATE = re.compile(r"(\w+_)?(views|forms|page)")


def room_of(module: str) -> str | None:
    """The room to which a module of views, forms or a page belongs; None for every other module."""
    packages = module.split(".")
    for depth, name in enumerate(packages):
        if depth and PRIVATE.fullmatch(name):
            return ".".join(packages[:depth])
    return None


def may_import(importer: str, imported: str) -> bool:
    room = room_of(imported)
    if room is None or importer == room or importer.startswith(f"{room}."):
        return True
    return importer == f"{imported.partition('.')[0]}.urls"


class RoomContract(Contract):
    """`ignore_imports`: exceptions, as "importer -> imported"."""

    type_name = "rooms"
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)
    unmatched_ignore_imports_alerting = fields.EnumField(
        contract_utils.AlertLevel, default=contract_utils.AlertLevel.ERROR
    )

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        removal = contract_utils.remove_ignored_imports_and_report(
            graph=graph,
            ignore_imports=self.ignore_imports,
            unmatched_alerting=self.unmatched_ignore_imports_alerting,
        )
        wrong = [
            f"{importer} -> {imported}"
            for imported in sorted(graph.modules)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not may_import(importer, imported)
        ]
        return ContractCheck(
            kept=not wrong,
            warnings=list(removal.warnings),
            ignored_import_count=removal.ignored_import_count,
            metadata={"wrong": wrong},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        output.print_error("These import what belongs to another room:", bold=False)
        for line in check.metadata["wrong"]:
            output.print_error(f"  {line}", bold=False)
