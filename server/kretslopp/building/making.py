"""Making units: mapped, validated, reasoned over and written; several at once where there are many.

A unit's graphs stay in the process that makes it; what comes back is a summary,
so that a build of many programmes does not hold them all.
"""

import json
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import dataset, validation
from kretslopp.addresses import graph_suffix, make
from kretslopp.building.context import BuildContext
from kretslopp.building.sources import ExtractedDocument
from kretslopp.building.units import (
    SHARED,
    Asserted,
    Unit,
    assert_programme,
    check_unit,
    reason,
    violations,
)
from kretslopp.errors import Fault, KretsloppError, UnreadableInput
from kretslopp.namespaces import new_graph

FEW = 3  # programmes that are made in this process: starting others takes longer


@dataclass(frozen=True)
class UnitContext:
    """What each unit is made from: the context, the shared unit, and what that entails."""

    context: BuildContext
    documents: dict[str, ExtractedDocument]
    directories: dict[str, Path]
    shared: Asserted
    known: Graph
    building: Path


@dataclass(frozen=True)
class Made:
    """What came of one unit: its graphs' suffixes and sizes, or the faults that stopped it.

    ``unreadable`` tells faults of files that can't be read from those of data.
    """

    name: str
    graphs: tuple[str, ...] = ()
    asserted: int = 0
    provenance: int = 0
    inferred: int = 0
    shape_warnings: int = 0
    warnings: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()
    unreadable: bool = False


def make_units(names: list[str], around: UnitContext) -> Iterator[Made]:
    """Make units and write their files; yields each summary, in order, as it is done."""
    if len(names) <= FEW:
        for name in names:
            yield _make(name, around)
        return
    # Forked processes see the surroundings as they are; nothing of them is copied.
    context = multiprocessing.get_context("fork")
    workers = min(len(names), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, _start, (around,)) as pool:
        yield from pool.map(_make_here, names)


_around: UnitContext | None = None  # of this worker process


def _start(around: UnitContext) -> None:
    global _around
    _around = around


def _make_here(name: str) -> Made:
    assert _around is not None  # the pool starts each worker with it
    return _make(name, _around)


def _make(name: str, around: UnitContext) -> Made:
    try:
        unit = _unit(name, around)
    except KretsloppError as error:
        unreadable = isinstance(error, UnreadableInput)
        return Made(name, faults=error.faults, unreadable=unreadable)
    faults = violations(unit.report)
    if faults:
        return Made(name, faults=faults)
    _write(unit, around.building)
    return Made(
        name,
        graphs=tuple(map(suffix_of, unit.graphs)),
        asserted=sum(map(len, unit.asserted.graphs)),
        provenance=len(unit.asserted.provenance),
        inferred=len(unit.inferred),
        shape_warnings=len(unit.report.of("warning")),
        warnings=unit.asserted.warnings,
    )


def _unit(name: str, around: UnitContext) -> Unit:
    context = around.context
    if name == SHARED:
        asserted, known = around.shared, new_graph()
    else:
        directory, source = around.directories[name], around.documents.get(name)
        asserted, known = assert_programme(context, name, directory, source), around.known
    report = check_unit(context, asserted, around.shared)
    if not report.conforms:
        return Unit(asserted, new_graph(), (), report)
    return Unit(asserted, *reason(context, asserted, around.shared, known), report)


def suffix_of(graph: Graph) -> str:
    """Return the suffix of a named graph: its path in a version."""
    return graph_suffix(URIRef(str(graph.identifier)))


def write_graph(graph: Graph, building: Path) -> None:
    """Write a named graph into a version."""
    path = building / dataset.GRAPHS / f"{suffix_of(graph)}.nq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dataset.n_quads(graph), encoding="utf-8")


def _write(unit: Unit, building: Path) -> None:
    for graph in unit.graphs:
        write_graph(graph, building)
    derivations = building / dataset.DERIVATIONS / f"{unit.name}.jsonl"
    report = building / dataset.VALIDATION / f"{unit.name}.ttl"
    for path in (derivations, report):
        path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {
                "triple": [term.n3() for term in item.triple],
                "rule": item.rule,
                "premises": [[term.n3() for term in premise] for premise in item.premises],
            },
            ensure_ascii=False,
        )
        for item in unit.derivations
    ]
    derivations.write_text("".join(sorted(f"{line}\n" for line in lines)), encoding="utf-8")
    base = make("validation", *unit.name.split("/"))
    validation.report_graph(unit.report, base).serialize(report, format="turtle", encoding="utf-8")
