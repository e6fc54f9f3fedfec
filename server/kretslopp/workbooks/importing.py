"""A form → ``data/tables/<owner>/<period>/``: all of it or nothing."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import addresses, tables
from kretslopp.building import BuildContext, sources, units
from kretslopp.characters import folded
from kretslopp.errors import DataViolation, Fault, KretsloppError, Place, UnreadableInput
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Table
from kretslopp.workbooks.changes import changes
from kretslopp.workbooks.csv_files import table_of
from kretslopp.workbooks.examining import Examined, examine, write_tables
from kretslopp.workbooks.footnotes import doubtful_footnotes
from kretslopp.workbooks.form import FilledForm

_STAGE = ".importing"


@dataclass(frozen=True)
class Import:
    """An import that may be made: the programme, its tables, and what it changes.

    ``changes`` are words, ``gone`` the IRIs that nothing has any more. ``is_new``
    says that there was no such programme; ``notes`` are worth a look, and hinder nothing.
    """

    name: str
    tables: dict[str, Table]
    is_new: bool
    changes: tuple[str, ...]
    gone: tuple[URIRef, ...]
    notes: tuple[str, ...]


def prepare(data: Path, form: FilledForm) -> Import:
    """Examine a form against a data directory, writing nothing.

    Raises DataViolation with every fault of the form, and UnreadableInput or
    DataViolation for faults of the data directory.
    """
    if not form.is_filled and not form.faults:
        raise DataViolation(
            Fault(
                "Nothing is filled in.",
                Place(form.source),
                "Write the programme's rows into the tables.",
            )
        )
    context = BuildContext.read(data)
    examined = examine(context, form)
    if examined.faults or examined.asserted is None:
        raise DataViolation(*sorted(examined.faults, key=_order))
    before = _tables_before(data / "tables" / examined.name)
    gone = _gone(context, examined) if before else ()
    return Import(
        examined.name,
        examined.tables,
        is_new=not before,
        changes=tuple(changes(before, examined.tables)) if before else (),
        gone=gone,
        notes=(*_notes(form, examined), *_left_behind(examined, gone)),
    )


def _order(fault: Fault) -> tuple[int, int, int, str]:
    """Return what faults are sorted by: table, row and column in the contract's order."""
    place = fault.place
    name = folded(place.sheet) if place.sheet else table_of(place.file or "")
    contract = CONTRACTS.get(name)
    if contract is None:
        return len(CONTRACTS), 0, 0, str(fault)
    columns = [column.name for column in contract.columns]
    column = columns.index(place.column) if place.column in columns else len(columns)
    return list(CONTRACTS).index(contract.name), place.row or 0, column, str(fault)


def _notes(form: FilledForm, examined: Examined) -> list[str]:
    notes = [
        f"{table}: the column {column} is empty. It says that the document has such a column and "
        "marks nothing in it; delete it from the template if the document lacks it."
        for table, column in form.empty_columns()
    ]
    notes += doubtful_footnotes(form)
    notes += (str(warning) for warning in examined.warnings)
    if examined.doubts:
        plural = "" if examined.doubts == 1 else "s"
        notes.append(f"{examined.doubts} warning{plural}; “kretslopp validate” shows them.")
    return notes


def _tables_before(directory: Path) -> dict[str, Table]:
    """Return the tables that stand in a directory, whatever their cells say."""
    before = {}
    for name, contract in CONTRACTS.items():
        path = directory / f"{name}.csv"
        if path.is_file():
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            before[name] = tables.parse(text, contract, str(path))
    return before


def _gone(context: BuildContext, examined: Examined) -> tuple[URIRef, ...]:
    """Return the IRIs of things of the programme as it stands that no programme has after this."""
    assert examined.asserted is not None  # nothing is prepared that can't be mapped
    documents = sources.read_manifest(context.data)
    directories = units.programme_directories(context.data, documents)
    gone = _things(context, examined.name, directories[examined.name])
    gone -= _subjects(examined.asserted.graphs[0])
    owner = examined.name.partition("/")[0]
    shared = {thing for thing in gone if not _is_of(thing, owner)}
    for name, directory in directories.items():
        if shared and name != examined.name:
            gone -= shared & _things(context, name, directory)
    return tuple(sorted(gone))


def _left_behind(examined: Examined, gone: tuple[URIRef, ...]) -> tuple[str, ...]:
    """Return in words that our interpretations still speak of what is gone."""
    assert examined.asserted is not None  # nothing is prepared that can't be mapped
    spoken_of = {s for graph in examined.asserted.graphs[1:] for s in _subjects(graph)}
    return tuple(
        f"The interpretations in data/curation/interpretation/{examined.name} still speak of "
        f"{thing}; take their rows out."
        for thing in gone
        if thing in spoken_of
    )


def _is_of(thing: URIRef, owner: str) -> bool:
    address = addresses.read(thing)
    return address is not None and address.parts[:1] == (owner,)


def _things(context: BuildContext, name: str, directory: Path) -> set[URIRef]:
    """Return what a programme's source graph speaks of; nothing where it can't be mapped."""
    try:
        return _subjects(units.assert_programme(context, name, directory, None).graphs[0])
    except KretsloppError:
        return set()


def _subjects(graph: Graph) -> set[URIRef]:
    return {subject for subject in graph.subjects() if isinstance(subject, URIRef)}


def carry_out(data: Path, prepared: Import) -> Path:
    """Write what was prepared: the programme's directory is replaced whole; returns it.

    Raises UnreadableInput when the data directory can't be written; all stays as
    it was then.
    """
    target = data / "tables" / prepared.name
    stage = data / _STAGE
    try:
        shutil.rmtree(stage, ignore_errors=True)  # what a killed import left
        write_tables(prepared.tables, stage / "new")
        _swap(stage, target)
    except OSError as error:
        raise UnreadableInput(
            Fault(
                f"The tables can't be written: {error.strerror}.",
                Place(str(target)),
                "Give --data a copy of the data directory that you may write to.",
            )
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return target


def _swap(stage: Path, target: Path) -> None:
    """Put ``stage/new`` in the place of a directory; on failure the old one is back."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = stage / "old"
    if target.exists():
        target.rename(old)
    try:
        (stage / "new").rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
