"""An import contract for rooms: only a room itself imports its views, forms and page.

    [[tool.importlinter.contracts]]
    name = "Nobody outside a room imports its views, forms or page"
    type = "rooms"
    containers = ["listings", "providers"]

A room is the package that holds such a module: `listings.claims` for `listings.claims.admin_views`. An app's
own `urls` may name the views of its rooms too.
"""

import re
from typing import cast

import grimp
from importlinter import Contract, ContractCheck, fields, output

PRIVATE = re.compile(r"(\w+_)?(views|forms|page)")


def room_of(module: str) -> str | None:
    """The room to which a module of views, forms or a page belongs; None for every other module."""
    packages = module.split(".")
    for depth, name in enumerate(packages):
        if depth and PRIVATE.fullmatch(name):
            return ".".join(packages[:depth])
    return None


def may_import(importer: str, imported: str) -> bool:
    """Both are full names of modules."""
    room = room_of(imported)
    if room is None or importer == room or importer.startswith(f"{room}."):
        return True
    return importer == f"{imported.partition('.')[0]}.urls"


class RoomContract(Contract):
    """`containers`: the apps whose rooms may not import from each other. Benchmarks are not among them."""

    type_name = "rooms"
    containers = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        apps = cast(list[str], self.containers)
        wrong = [
            f"{importer} -> {imported}"
            for imported in sorted(graph.modules)
            if imported.partition(".")[0] in apps
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if importer.partition(".")[0] in apps and not may_import(importer, imported)
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        output.print_error("These import what belongs to another room:", bold=False)
        for line in check.metadata["wrong"]:
            output.print_error(f"  {line}", bold=False)
