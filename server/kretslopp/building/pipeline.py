"""The build: unit after unit, then the store, then the swap; only what changed is made again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import dataset, validation
from kretslopp.addresses import graph_suffix, make
from kretslopp.building import inputs, sources
from kretslopp.building.ground import Ground
from kretslopp.building.inputs import Inputs, UnitEntry
from kretslopp.building.sources import Source
from kretslopp.building.units import (
    SHARED,
    Asserted,
    Unit,
    assert_programme,
    assert_shared,
    check_unit,
    compare_with_reference,
    ontology_graph,
    programme_directories,
    reason,
    violations,
)
from kretslopp.engine import write_store
from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.namespaces import new_graph

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did: the version that is current now, which units it rebuilt, and what it found.

    ``rebuilt`` and ``kept`` are names of units; ``warnings`` are of the rebuilt ones.
    """

    version: Path
    rebuilt: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: int


@dataclass(frozen=True)
class _Plan:
    """What is to be built, and from what."""

    ground: Ground
    documents: dict[str, Source]
    directories: dict[str, Path]
    inputs: dict[str, Inputs]
    last: Path | None
    reasons: dict[str, str]


def build(data: Path, out: Path, tell: Tell, *, verify: bool = False) -> Built:
    """Build the dataset of a data directory into ``out``, and swap it in.

    ``tell`` gets a line for each step. ``verify`` rebuilds every unit and
    compares what is inferred with owlrl's closure. The asserted graphs are also
    written to ``data/graph/``. Raises UnreadableInput, WrongUse or
    DataViolation; the last good dataset then stays as it was.
    """
    documents = sources.read(data)
    for source in documents.values():
        for path in sources.make_missing_tables(data, source):
            tell(f"tables      {path.relative_to(data)} made from {source.document.file}")
    ground = Ground.read(data)
    tell(f"read        ontology ({len(ground.ontology)} triples), shapes, registers, translations")
    with dataset.next_version(out) as building:
        plan = _plan(ground, documents, out, rebuild_all=verify)
        kept = tuple(name for name in plan.inputs if name not in plan.reasons)
        for name in kept:
            tell(f"up to date  {name}")
        if plan.last is not None and not plan.reasons:
            return Built(plan.last, (), kept, 0)
        units = _build_units(plan, tell)
        if verify:
            _verify(ground, units, tell)
        for name in kept:
            _copy_unit(plan, name, building)
        for unit in units:
            _write_unit(unit, building)
        _write_graph(ontology_graph(ground), building)
        dataset.write_json(building / dataset.INPUTS, inputs.as_json(_entries(plan, units)))
        triples = write_store(sorted((building / dataset.GRAPHS).rglob("*.nq")), building)
        tell(f"store       {triples} triples in the default graph")
        _write_data_graphs(data, building, tell)
        version = dataset.swap(building, out, dataset.seal(building))
    tell(f"done        {out} is version {version.name}")
    warnings = sum(len(unit.report.of("warning")) + len(unit.asserted.warnings) for unit in units)
    return Built(version, tuple(unit.name for unit in units), kept, warnings)


def _plan(ground: Ground, documents: dict[str, Source], out: Path, *, rebuild_all: bool) -> _Plan:
    data = ground.data
    directories = programme_directories(data, documents)
    home = data / "curation" / "interpretation"
    files = {item.suffix: home / item.suffix / "translations.csv" for item in ground.translations}
    shared_files = tuple(path for suffix, path in files.items() if suffix not in directories)
    shared = inputs.ground_inputs(data, shared_files)
    found = {SHARED: shared}
    for name, directory in directories.items():
        source = documents.get(name)
        others = (files.get(name), *((source.path, source.corrections_path) if source else ()))
        own = tuple(path for path in others if path is not None)
        found[name] = shared | inputs.programme_inputs(data, directory, own)
    last = dataset.current(out) if (out / dataset.CURRENT).exists() else None
    before = inputs.read(last)
    reasons = {}
    for name, now in found.items():
        entry = before.get(name)
        reason_words = inputs.why(now, entry.inputs if entry else None)
        if reason_words or rebuild_all:
            reasons[name] = reason_words or "asked to verify"
    for gone in sorted(before.keys() - found.keys()):
        # The shared unit stands for the dataset: without a unit, the dataset is another.
        reasons.setdefault(SHARED, f"{gone} is gone")
    return _Plan(ground, documents, directories, found, last, reasons)


def _build_units(plan: _Plan, tell: Tell) -> list[Unit]:
    """Map, validate and reason over the units that changed; every fault of all of them at once."""
    ground = plan.ground
    shared = assert_shared(ground, plan.directories)
    known, derivations = reason(ground, shared, shared, new_graph())
    units: list[Unit] = []
    faults: list[Fault] = []
    if SHARED in plan.reasons:
        tell(f"build       {SHARED}: {plan.reasons[SHARED]}")
        units.append(Unit(shared, known, derivations, check_unit(ground, shared, shared)))
    for name, directory in plan.directories.items():
        if name not in plan.reasons:
            continue
        tell(f"build       {name}: {plan.reasons[name]}")
        try:
            asserted = assert_programme(ground, name, directory, plan.documents.get(name))
            units.append(_unit(plan, asserted, shared, known))
        except DataViolation as error:
            faults += error.faults
    faults += [fault for unit in units for fault in violations(unit.report)]
    if faults:
        raise DataViolation(*faults)
    for unit in units:
        _tell_of(unit, tell)
    return units


def _unit(plan: _Plan, asserted: Asserted, shared: Asserted, known: Graph) -> Unit:
    report = check_unit(plan.ground, asserted, shared)
    if not report.conforms:
        return Unit(asserted, new_graph(), (), report)
    return Unit(asserted, *reason(plan.ground, asserted, shared, known), report)


def _tell_of(unit: Unit, tell: Tell) -> None:
    asserted = sum(len(graph) for graph in unit.asserted.graphs)
    tell(
        f"            {unit.name}: {asserted} asserted triples, "
        f"{len(unit.asserted.provenance)} of provenance, {len(unit.inferred)} inferred; "
        f"{len(unit.report.of('warning'))} warnings"
    )
    for warning in unit.asserted.warnings:
        tell(f"warning     {warning}")


def _verify(ground: Ground, units: list[Unit], tell: Tell) -> None:
    faults = compare_with_reference(ground, units)
    if faults:
        raise DataViolation(*faults)
    inferred = sum(len(unit.inferred) for unit in units)
    tell(f"verified    owlrl infers the same {inferred} triples")


def _entries(plan: _Plan, units: list[Unit]) -> dict[str, UnitEntry]:
    before = inputs.read(plan.last)
    made = {unit.name: tuple(map(_suffix, unit.graphs)) for unit in units}
    return {
        name: UnitEntry(now, made[name] if name in made else before[name].graphs)
        for name, now in plan.inputs.items()
    }


def _suffix(graph: Graph) -> str:
    return graph_suffix(URIRef(str(graph.identifier)))


def _write_graph(graph: Graph, building: Path) -> None:
    path = building / dataset.GRAPHS / f"{_suffix(graph)}.nq"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dataset.n_quads(graph), encoding="utf-8")


def _write_unit(unit: Unit, building: Path) -> None:
    for graph in unit.graphs:
        _write_graph(graph, building)
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


def _copy_unit(plan: _Plan, name: str, building: Path) -> None:
    assert plan.last is not None  # a unit is kept only from a version that was there
    suffixes = inputs.read(plan.last)[name].graphs
    for part in (
        *(f"{dataset.GRAPHS}/{suffix}.nq" for suffix in suffixes),
        f"{dataset.DERIVATIONS}/{name}.jsonl",
        f"{dataset.VALIDATION}/{name}.ttl",
    ):
        (building / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(plan.last / part, building / part)


def _write_data_graphs(data: Path, building: Path, tell: Tell) -> None:
    """Write the asserted graphs to ``data/graph/`` as Turtle, where they differ."""
    home = data / "graph"
    expected = set()
    for path in sorted((building / dataset.GRAPHS).rglob("*.nq")):
        suffix = path.relative_to(building / dataset.GRAPHS).with_suffix("")
        if suffix.parts[0] in ("inferred", "ontology"):
            continue
        target = home / f"{suffix}.ttl"
        expected.add(target)
        _write_if_changed(target, turtle(path), data, tell)
    for stale in sorted(set(home.rglob("*.ttl")) - expected):
        stale.unlink()
        tell(f"removed     {stale.relative_to(data)}")


def turtle(n_quads: Path) -> bytes:
    """Return the named graph of an N-Quads file as Turtle: sorted, with our prefixes."""
    lines = n_quads.read_text(encoding="utf-8").splitlines()
    triples = "".join(line.rsplit(" <", 1)[0] + " .\n" for line in lines)
    graph = new_graph().parse(data=triples, format="nt")
    return graph.serialize(format="turtle", encoding="utf-8")


def _write_if_changed(target: Path, body: bytes, data: Path, tell: Tell) -> None:
    if target.is_file() and target.read_bytes() == body:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    except OSError as error:
        raise UnreadableInput(
            Fault(
                f"The graph can't be written: {error.strerror}.",
                Place(str(target)),
                "Give --data a copy of the data directory that you may write to.",
            )
        ) from error
    tell(f"wrote       {target.relative_to(data)}")
