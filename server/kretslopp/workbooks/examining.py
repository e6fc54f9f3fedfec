"""A form → what ``build`` would say of it: every fault at once, each where the person wrote it.

A faulty cell is left out and the rest mapped again, so that one fault hides no
other. The tables stand in a directory of their own meanwhile.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kretslopp import tables
from kretslopp.building import BuildContext, sources, units
from kretslopp.building.sources import ExtractedDocument
from kretslopp.building.units import Asserted
from kretslopp.errors import DataViolation, Fault, KretsloppError, Place
from kretslopp.extraction.corrections import Correction, apply_corrections
from kretslopp.mapping import programme as programmes
from kretslopp.namespaces import new_graph
from kretslopp.tables import Table
from kretslopp.workbooks.footnotes import faults_of_footnotes
from kretslopp.workbooks.form import FilledForm
from kretslopp.workbooks.usable import usable

Result = TypeVar("Result")


@dataclass(frozen=True)
class Examined:
    """What came of a form: the programme's name and tables, what they assert, and every fault.

    ``name`` is empty where the plan doesn't say whose and when; ``asserted`` is
    None where the tables can't be mapped. ``warnings`` say where they differ from
    the programme's document; ``doubts`` counts the warnings that ``validate`` shows.
    """

    name: str
    tables: dict[str, Table]
    asserted: Asserted | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    doubts: int = 0


def examine(context: BuildContext, form: FilledForm) -> Examined:
    """Check, map, validate and reason over a form as ``build`` would, writing nothing there.

    Raises UnreadableInput or DataViolation for faults of the data directory itself.
    """
    faults = [*form.faults, *faults_of_footnotes(form)]
    name, whose = _whose(context, form)
    if not name:
        places = {fault.place for fault in faults}
        faults += [fault for fault in whose if fault.place not in places]
        return Examined("", form.tables, None, tuple(faults))
    documents = sources.read_manifest(context.data)
    source = documents.get(name)
    form_tables = form.tables
    if source is not None:
        form_tables = _corrected(form_tables, source.corrections)
    asserted = _mapped(context, name, form, form_tables, source, faults)
    if asserted is None:
        return Examined(name, form_tables, None, tuple(faults))
    shared = units.assert_shared(context, units.programme_directories(context.data, documents))
    warnings = [replace(item, place=form.locate(item.place)) for item in asserted.warnings]
    violations, doubts = _validated(context, asserted, shared)
    located = [replace(item, place=form.locate(item.place)) for item in violations]
    faults += [fault for fault in located if not _follows(fault, faults)]
    return Examined(name, form_tables, asserted, tuple(faults), tuple(warnings), doubts)


def _follows(violation: Fault, faults: list[Fault]) -> bool:
    """Return whether a violation may come of what was left out, and not of what was written."""
    place = violation.place
    for fault in faults:
        same_table = (fault.place.file, fault.place.sheet) == (place.file, place.sheet)
        if same_table and fault.place.row == 1:
            return True
        same_row = same_table and fault.place.row == place.row
        if same_row and place.column in (None, fault.place.column):
            return True
    return False


def _whose(context: BuildContext, form: FilledForm) -> tuple[str, list[Fault]]:
    """Return the name of the form's programme, or none and why it can't be told."""
    plan = form.tables.get("plan")
    if plan is None:
        return "", [
            Fault(
                "There is no table plan with a row, so nothing says which programme this is.",
                Place(form.source),
                "Give plan.csv beside the other files, or the whole directory.",
            )
        ]
    sound = usable({"plan": plan}, (fault.place for fault in form.faults))["plan"]
    row = sound.rows[0]
    owner = period = ""
    if len(plan.rows) == 1 and programmes.names_of_municipalities(row):
        owner, period = programmes.owner_and_period(row, context.registers)
    if owner and period:
        return f"{owner}/{period}", []
    faults: list[Fault] = []
    # The mapping knows what is wrong with a plan; where the table stands is of no matter here.
    _written(
        "plan/plan",
        {"plan": plan},
        lambda at: programmes.read_programme(at, context.registers),
        faults,
    )
    return "", [replace(fault, place=form.locate(fault.place)) for fault in faults]


def _mapped(
    context: BuildContext,
    name: str,
    form: FilledForm,
    form_tables: dict[str, Table],
    source: ExtractedDocument | None,
    faults: list[Fault],
) -> Asserted | None:
    """Map the tables; add to ``faults`` until nothing new turns up without what is faulty."""
    left_out = [fault.place for fault in faults]
    while True:
        new: list[Fault] = []
        asserted = _written(
            name,
            usable(form_tables, left_out),
            lambda at: units.assert_programme(context, name, at, source),
            new,
        )
        if asserted is not None:
            return asserted
        located = [replace(fault, place=form.locate(fault.place)) for fault in new]
        fresh = [fault for fault in located if fault.place not in left_out]
        faults += fresh
        # What is still wrong without the cell goes with its row.
        rows = [
            replace(fault.place, column=None, cell=None) for fault in located if fault not in fresh
        ]
        places = [place for place in (*(f.place for f in fresh), *rows) if place not in left_out]
        if not places:
            return None
        left_out += places


def _written(
    name: str, form_tables: dict[str, Table], read: Callable[[Path], Result], faults: list[Fault]
) -> Result | None:
    """Return what ``read`` makes of the tables in a directory; its faults go to ``faults``."""
    with tempfile.TemporaryDirectory(prefix="kretslopp-") as home:
        directory = Path(home) / name
        write_tables(form_tables, directory)
        try:
            return read(directory)
        except KretsloppError as error:
            faults += error.faults
            return None


def write_tables(by_name: dict[str, Table], directory: Path) -> None:
    """Write tables as CSV files into a directory, which is made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, table in by_name.items():
        (directory / f"{name}.csv").write_text(tables.to_csv(table), encoding="utf-8")


def _corrected(
    form_tables: dict[str, Table], corrections: tuple[Correction, ...]
) -> dict[str, Table]:
    """Return the tables with those corrections whose cells still say what was printed."""
    for correction in corrections:
        try:
            form_tables = apply_corrections(form_tables, (correction,))
        except DataViolation:
            continue  # the form says it otherwise, which is its right
    return form_tables


def _validated(
    context: BuildContext, asserted: Asserted, shared: Asserted
) -> tuple[list[Fault], int]:
    """Return the violations that a build would stop at, and how many warnings there are."""
    report = units.check_unit(context, asserted, shared)
    violations = list(units.violations(report))
    if report.conforms:
        known, _ = units.reason(context, shared, shared, new_graph())
        try:
            units.reason(context, asserted, shared, known)
        except DataViolation as error:
            violations += error.faults
    return violations, len(report.of("warning"))
