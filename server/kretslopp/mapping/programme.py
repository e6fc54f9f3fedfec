"""One plan or programme: its tables, as they stand in ``data/tables/<owner>/<period>/``.

The owner is a municipality, or several that have one plan together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kretslopp import addresses, tables
from kretslopp.characters import folded, plain
from kretslopp.curation import CurationRow
from kretslopp.errors import DataViolation, Fault, KretsloppError, Place, UnreadableInput
from kretslopp.languages import LANGUAGES, Language
from kretslopp.mapping.codes import (
    ACTION_TABLES,
    faults_of_codes,
    faults_of_keys,
    faults_of_references,
    row_key,
)
from kretslopp.mapping.names import NamedOrganisation
from kretslopp.mapping.registers import Registers
from kretslopp.tables import EMPTY, Row, Table

_MOST_NAMED = 3
_AND_OTHERS: dict[Language, str] = {"sv": "m.fl.", "en": "et al."}


@dataclass(frozen=True)
class ProgrammeTables:
    """A plan with its programme, ready to be mapped: whose, when, its tables and its names.

    ``owner`` is the slug of the municipality or of the joint plan. ``region`` is the
    slug of the waste region, empty where there is none. ``period`` and
    ``plan_period`` are as addresses have them (``2023-2026``). ``organisations`` are
    those that a cell may name.
    """

    owner: str
    municipalities: tuple[CurationRow, ...]
    region: str
    period: str
    plan_period: str
    tables: dict[str, Table]
    organisations: tuple[NamedOrganisation, ...]

    @property
    def iri(self) -> URIRef:
        """Return the IRI of the programme."""
        return addresses.programme(self.owner, self.period)

    @property
    def plan_iri(self) -> URIRef:
        """Return the IRI of the plan that the programme belongs to."""
        return addresses.plan(self.owner, self.plan_period)

    def goal_iri(self, code: str) -> URIRef:
        """Return the IRI of a goal of the plan, by its code or key."""
        return addresses.goal(self.owner, self.plan_period, code)

    def indicator_iri(self, code: str) -> URIRef:
        """Return the IRI of an indicator of the plan, by its code or key."""
        return addresses.indicator(self.owner, self.plan_period, code)

    def goal_area(self, name: str) -> URIRef | None:
        """Return the goal area of this name in the plan's own table of them, or None."""
        for row in self.rows("areas"):
            if folded(row["namn"]) == folded(name):
                return addresses.goal_area(row["nyckel"] or row["namn"], self.owner)
        return None

    @property
    def names(self) -> dict[Language, str]:
        """Return what to call it after in each language: its municipalities, of many the first."""
        known = [row["namn"] for row in self.municipalities]
        if len(known) <= _MOST_NAMED:
            return dict.fromkeys(LANGUAGES, ", ".join(known))
        return {language: f"{known[0]} {others}" for language, others in _AND_OTHERS.items()}

    @property
    def municipality_iris(self) -> tuple[URIRef, ...]:
        """Return the IRIs of the municipalities."""
        return tuple(addresses.municipality(row["adress"]) for row in self.municipalities)

    @property
    def plan_row(self) -> Row:
        """Return the one row of the plan table."""
        return self.tables["plan"].rows[0]

    @property
    def has_actions(self) -> bool:
        """Return whether there is an action programme, and not only a plan."""
        return bool(self.plan_row["programperiod"]) or any(
            name in self.tables for name in ACTION_TABLES
        )

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where the document lacks the table."""
        named_table = self.tables.get(table)
        return named_table.rows if named_table else ()

    def record(self, table: str, row: Row) -> URIRef:
        """Return the IRI of a row's source record."""
        return addresses.record(self.owner, self.period, table, row_key(table, row))

    def footnotes(self, table: str, row: Row) -> tuple[Row, ...]:
        """Return the footnotes whose marks stand in this row of a table."""
        return tuple(
            note
            for note in self.rows("footnotes")
            if note["tabell"] == table and str(row.number) in note["rad"].split("; ")
        )


def read_programme(directory: Path, registers: Registers) -> ProgrammeTables:
    """Read the tables of one programme and resolve who and when it is of.

    ``directory`` ends in ``<owner>/<period>``. Raises UnreadableInput or
    DataViolation with the faults of all its tables.
    """
    by_name: dict[str, Table] = {}
    faults: list[Fault] = []
    error_class: type[KretsloppError] = DataViolation
    for path in sorted(directory.glob("*.csv")):
        try:
            by_name[path.stem] = tables.read_table(path)
        except UnreadableInput as error:
            error_class = UnreadableInput
            faults += error.faults
        except DataViolation as error:
            faults += error.faults
    if not faults:
        faults += _faults_of_plan(directory, by_name, registers)
        faults += (fault for table in by_name.values() for fault in faults_of_keys(table))
    if not faults:
        faults += faults_of_codes(by_name)
    if not faults:
        faults += faults_of_references(by_name)
    if faults:
        raise error_class(*faults)
    return _programme(directory, by_name, registers)


def names_of_municipalities(row: Row) -> tuple[str, ...]:
    """Return the names in a plan's cell of municipalities."""
    return separated(row["kommun"])


def separated(text: str) -> tuple[str, ...]:
    """Return the names of a cell in which a semicolon stands between them."""
    return tuple(name.strip() for name in text.split(";") if name.strip())


def owner_and_period(row: Row, registers: Registers) -> tuple[str, str]:
    """Return the folder of a plan's tables: its owner and its period.

    The plan's key may be an owner (``sorab``) or owner and period
    (``jonkoping/phu-16``); else the owner is the municipality, and the period
    the programme's or the plan's.
    """
    owner, _, period = row["nyckel"].partition("/")
    if not owner:
        municipality = registers.municipality(names_of_municipalities(row)[0])
        owner = municipality["adress"] if municipality else ""
    return owner, period or period_part(row["programperiod"] or row["planperiod"])


def period_part(printed: str) -> str:
    """Return a period as addresses have it: ``2023–2026`` → ``2023-2026``.

    One that is open: ``2023-`` → ``from-2023``, ``-2025`` → ``to-2025``.
    """
    start, _, end = plain(printed).partition("-")
    if start and end:
        return f"{start}-{end}"
    return f"from-{start}" if start else f"to-{end}" if end else ""


def _faults_of_plan(
    directory: Path, by_name: dict[str, Table], registers: Registers
) -> Iterator[Fault]:
    plan = by_name.get("plan")
    if plan is None or len(plan.rows) != 1:
        rows = "no" if plan is None else str(len(plan.rows))
        yield Fault(
            f"The table plan has {rows} row; a programme has just one.",
            Place(str(directory / "plan.csv")),
            "Say in it which municipality and which years the programme is of.",
        )
        return
    row = plan.rows[0]
    unknown = [name for name in names_of_municipalities(row) if not registers.municipality(name)]
    for name in unknown:
        yield registers.unknown_municipality(name, plan.place(row, "kommun"))
    if unknown:
        return
    if len(names_of_municipalities(row)) > 1 and not row["nyckel"]:
        yield Fault(
            "A plan of several municipalities has no key.",
            plan.place(row, "nyckel"),
            "Give it one, such as the name of the company that the municipalities have together.",
        )
        return
    expected, actual = owner_and_period(row, registers), (directory.parent.name, directory.name)
    if not expected[1]:
        yield Fault(
            "The plan has no period.",
            plan.place(row, "planperiod"),
            "Give its years, or a key <municipality>/<name> where it prints none.",
        )
    elif expected != actual:
        yield Fault(
            f"The table is of {'/'.join(expected)}, but stands in {'/'.join(actual)}.",
            plan.place(row),
            f"Move it to {'/'.join(expected)}, or correct the table.",
        )
    if "regional" in by_name and not _region(row, registers):
        yield Fault(
            "The plan has regional actions, but no waste region.",
            plan.place(row, "region"),
            "Name the region whose municipalities share them.",
        )


def _region(row: Row, registers: Registers) -> str:
    if row["region"] not in EMPTY:
        return row["region"]
    regions = {
        municipality["region"]
        for name in names_of_municipalities(row)
        if (municipality := registers.municipality(name))
    }
    return regions.pop() if len(regions) == 1 else ""


def _programme(directory: Path, by_name: dict[str, Table], registers: Registers) -> ProgrammeTables:
    row = by_name["plan"].rows[0]
    municipalities = tuple(
        municipality
        for name in names_of_municipalities(row)
        if (municipality := registers.municipality(name))
    )
    region_name = _region(row, registers)
    region = addresses.slug(region_name) if region_name else ""
    owner, period = directory.parent.name, directory.name
    scopes = (*(municipality["adress"] for municipality in municipalities), region)
    known = registers.organisations_of(scopes)
    return ProgrammeTables(
        owner=owner,
        municipalities=municipalities,
        region=region,
        period=period,
        plan_period=period_part(row["planperiod"]) or period,
        tables=by_name,
        organisations=(*known, *_own_organisations(owner, by_name, known)),
    )


def _own_organisations(
    owner: str, by_name: dict[str, Table], known: tuple[NamedOrganisation, ...]
) -> Iterator[NamedOrganisation]:
    """Yield the organisations that the programme itself describes and the register lacks."""
    taken = {folded(name) for organisation in known for name in organisation.names}
    for row in by_name["organisations"].rows if "organisations" in by_name else ():
        if folded(row["namn"]) not in taken:
            names = (row["namn"], *separated(row["alias"]))
            yield NamedOrganisation(own_organisation(owner, row), names)


def own_organisation(owner: str, row: Row) -> URIRef:
    """Return the IRI of an organisation that a programme's own table describes."""
    return addresses.organisation(owner, row["nyckel"] or addresses.slug(row["namn"]))
