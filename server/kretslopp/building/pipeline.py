"""The build: unit after unit, then the store, then the swap; only what changed is made again."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kretslopp import dataset
from kretslopp.building import inputs, sources
from kretslopp.building.agreement import disagreements
from kretslopp.building.committed import write_graphs, write_metadata
from kretslopp.building.context import BuildContext
from kretslopp.building.inputs import Inputs, UnitEntry
from kretslopp.building.making import Made, UnitContext, make_units, write_graph
from kretslopp.building.sources import ExtractedDocument
from kretslopp.building.units import (
    SHARED,
    assert_shared,
    compare_with_reference,
    ontology_graph,
    programme_directories,
    reason,
)
from kretslopp.building.withdrawn import contradictions
from kretslopp.engine import open_dataset, write_store
from kretslopp.errors import DataViolation, UnreadableInput
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

    context: BuildContext
    documents: dict[str, ExtractedDocument]
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
    documents = sources.read_manifest(data)
    for source in documents.values():
        for path in sources.make_missing_tables(data, source):
            tell(f"tables      {path.relative_to(data)} made from {source.document.file}")
    context = BuildContext.read(data)
    tell(f"read        ontology ({len(context.ontology)} triples), shapes, registers, readings")
    with dataset.next_version(out) as building:
        plan = _plan(context, documents, out, rebuild_all=verify)
        kept = tuple(name for name in plan.inputs if name not in plan.reasons)
        for name in kept:
            tell(f"up to date  {name}")
        if plan.last is not None and not plan.reasons:
            return Built(plan.last, (), kept, 0)
        made = _make_units(plan, building, tell)
        for name in kept:
            _copy_unit(plan, name, building)
        if verify:
            _verify(context, building, tell)
        write_graph(ontology_graph(context), building)
        dataset.write_json(building / dataset.INPUTS, inputs.as_json(_entries(plan, made)))
        triples = write_store(sorted((building / dataset.GRAPHS).rglob("*.nq")), building)
        tell(f"store       {triples} triples in the default graph")
        engine = open_dataset(building)
        disagreed = (*disagreements(engine), *contradictions(engine))
        for warning in disagreed:
            tell(f"warning     {warning}")
        write_graphs(data, building, tell)
        write_metadata(data, tell)
        version = dataset.swap(building, out, dataset.seal(building))
    tell(f"done        {out} is version {version.name}")
    warnings = sum(unit.shape_warnings + len(unit.warnings) for unit in made)
    rebuilt = tuple(unit.name for unit in made)
    return Built(version, rebuilt, kept, warnings + len(disagreed))


def _plan(
    context: BuildContext, documents: dict[str, ExtractedDocument], out: Path, *, rebuild_all: bool
) -> _Plan:
    data = context.data
    directories = programme_directories(data, documents)
    files = {item.suffix: item.files for item in context.interpretations}
    shared_files = tuple(
        path for suffix, paths in files.items() if suffix not in directories for path in paths
    )
    shared = inputs.shared_inputs(data, shared_files)
    unit_inputs = {SHARED: shared}
    for name, directory in directories.items():
        source = documents.get(name)
        own = (
            *files.get(name, ()),
            *((source.path, source.corrections_path) if source else ()),
        )
        unit_inputs[name] = shared | inputs.programme_inputs(data, directory, own)
    last = dataset.current(out) if (out / dataset.CURRENT).exists() else None
    before = inputs.read_units(last)
    reasons = {}
    for name, now in unit_inputs.items():
        entry = before.get(name)
        reason_words = inputs.why(now, entry.inputs if entry else None)
        if reason_words or rebuild_all:
            reasons[name] = reason_words or "asked to verify"
    for gone in sorted(before.keys() - unit_inputs.keys()):
        # The shared unit stands for the dataset: without a unit, the dataset is another.
        reasons.setdefault(SHARED, f"{gone} is gone")
    return _Plan(context, documents, directories, unit_inputs, last, reasons)


def _make_units(plan: _Plan, building: Path, tell: Tell) -> list[Made]:
    """Make the units that changed, written into ``building``; raises all their faults at once."""
    context = plan.context
    shared = assert_shared(context, plan.directories)
    known, _ = reason(context, shared, shared, new_graph())
    around = UnitContext(context, plan.documents, plan.directories, shared, known, building)
    names = [name for name in plan.inputs if name in plan.reasons]
    made = []
    for unit in make_units(names, around):
        made.append(unit)
        _tell_of(unit, plan.reasons[unit.name], tell)
    faults = tuple(fault for unit in made for fault in unit.faults)
    if faults:
        unreadable = any(unit.unreadable for unit in made)
        raise (UnreadableInput if unreadable else DataViolation)(*faults)
    return made


def _tell_of(unit: Made, why: str, tell: Tell) -> None:
    tell(f"build       {unit.name}: {why}")
    if unit.faults:
        tell(f"            {unit.name}: {len(unit.faults)} faults")
        return
    tell(
        f"            {unit.name}: {unit.asserted} asserted triples, {unit.provenance} of "
        f"provenance, {unit.inferred} inferred; {unit.shape_warnings} warnings"
    )
    for warning in unit.warnings:
        tell(f"warning     {warning}")


def _verify(context: BuildContext, building: Path, tell: Tell) -> None:
    data, inferred = new_graph(), new_graph()
    for path in sorted((building / dataset.GRAPHS).rglob("*.nq")):
        kind = path.relative_to(building / dataset.GRAPHS).parts[0]
        if kind != "provenance":
            target = inferred if kind == "inferred" else data
            target += dataset.read_graph(path)
    faults = compare_with_reference(context, data, inferred)
    if faults:
        raise DataViolation(*faults)
    tell(f"verified    owlrl infers the same {len(inferred)} triples")


def _entries(plan: _Plan, units: list[Made]) -> dict[str, UnitEntry]:
    before = inputs.read_units(plan.last)
    made = {unit.name: unit.graphs for unit in units}
    return {
        name: UnitEntry(now, made[name] if name in made else before[name].graphs)
        for name, now in plan.inputs.items()
    }


def _copy_unit(plan: _Plan, name: str, building: Path) -> None:
    assert plan.last is not None  # a unit is kept only from a version that was there
    suffixes = inputs.read_units(plan.last)[name].graphs
    for part in (
        *(f"{dataset.GRAPHS}/{suffix}.nq" for suffix in suffixes),
        f"{dataset.DERIVATIONS}/{name}.jsonl",
        f"{dataset.VALIDATION}/{name}.ttl",
    ):
        (building / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(plan.last / part, building / part)
