"""One action programme: its tables, as they stand in ``data/tables/<municipality>/<period>/``."""

from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kretslopp import addresses, tables
from kretslopp.errors import DataViolation, Fault, KretsloppError, Place, UnreadableInput
from kretslopp.mapping.names import NamedOrganisation
from kretslopp.mapping.registers import Registers, municipality_names
from kretslopp.tables import Row, Table, Years, nearest, parse_period


@dataclass(frozen=True)
class Programme:
    """A programme ready to be mapped: who, when, its tables, and the names that hold in it.

    ``municipality`` and ``region`` are slugs, ``period`` and ``plan_period``
    are as addresses have them (``2023-2026``).
    """

    municipality: str
    municipality_name: str
    region: str
    period: str
    plan_period: str
    tables: dict[str, Table]
    organisations: tuple[NamedOrganisation, ...]

    @property
    def iri(self) -> URIRef:
        """Return the IRI of the programme."""
        return addresses.programme(self.municipality, self.period)

    @property
    def plan_iri(self) -> URIRef:
        """Return the IRI of the plan that the programme belongs to."""
        return addresses.plan(self.municipality, self.plan_period)

    @property
    def municipality_iri(self) -> URIRef:
        """Return the IRI of the municipality."""
        return addresses.municipality(self.municipality)

    @property
    def plan_row(self) -> Row:
        """Return the one row of the plan table."""
        return self.tables["plan"].rows[0]

    @property
    def years(self) -> Years | None:
        """Return the first and last year of the programme."""
        return parse_period(self.plan_row["programperiod"])

    def record(self, table: str, row: Row) -> URIRef:
        """Return the IRI of a row's source record."""
        return addresses.record(self.municipality, self.period, table, row_key(table, row))

    def footnotes(self, table: str, row: Row) -> tuple[Row, ...]:
        """Return the footnotes whose marks stand in this row of a table."""
        notes = self.tables["footnotes"].rows if "footnotes" in self.tables else ()
        return tuple(
            note
            for note in notes
            if note["tabell"] == table and str(row.number) in note["rad"].split("; ")
        )


def action_code(table: str, number: str) -> str:
    """Return the code of an action: ``7`` → ``R7`` in the regional table, else ``K7``."""
    prefix = "R" if table == "regional" else "K"
    return f"{prefix}{number}" if number.isdigit() else number


def row_key(table: str, row: Row) -> str:
    """Return what a row is called in addresses: its key, its action's code or its number."""
    if table in ("regional", "municipal"):
        return row["nyckel"] or action_code(table, row["nr"])
    return row["nr"] or str(row.number)


def read(directory: Path, registers: Registers) -> Programme:
    """Read the tables of one programme and resolve who and when it is of.

    ``directory`` ends in ``<municipality>/<period>``. Raises UnreadableInput or
    DataViolation with the faults of all its tables.
    """
    found: dict[str, Table] = {}
    faults: list[Fault] = []
    error_class: type[KretsloppError] = DataViolation
    for path in sorted(directory.glob("*.csv")):
        try:
            found[path.stem] = tables.read(path)
        except UnreadableInput as error:
            error_class = UnreadableInput
            faults += error.faults
        except DataViolation as error:
            faults += error.faults
    if not faults:
        faults += _faults_of_plan(directory, found, registers)
    if faults:
        raise error_class(*faults)
    return _programme(directory, found, registers)


def _faults_of_plan(directory: Path, found: dict[str, Table], registers: Registers) -> list[Fault]:
    plan = found.get("plan")
    if plan is None or len(plan.rows) != 1:
        rows = "no" if plan is None else str(len(plan.rows))
        return [
            Fault(
                f"The table plan has {rows} row; a programme has just one.",
                Place(str(directory / "plan.csv")),
                "Say in it which municipality and which years the programme is of.",
            )
        ]
    row = plan.rows[0]
    municipality = registers.municipality(row["kommun"])
    if municipality is None:
        known = [name for item in registers.municipalities for name in municipality_names(item)]
        return [
            Fault(
                f"“{row['kommun']}” is not a municipality of the register.",
                plan.place(row, "kommun"),
                f"{nearest(row['kommun'], known)} "
                "Correct it, or add it to data/curation/registers/municipalities.csv.",
            )
        ]
    expected = (municipality["adress"], row["programperiod"])
    actual = (directory.parent.name, directory.name)
    if expected != actual:
        return [
            Fault(
                f"The table is of {'/'.join(expected)}, but stands in {'/'.join(actual)}.",
                plan.place(row),
                f"Move it to {'/'.join(expected)}, or correct the table.",
            )
        ]
    return []


def _programme(directory: Path, found: dict[str, Table], registers: Registers) -> Programme:
    row = found["plan"].rows[0]
    entry = registers.municipality(row["kommun"])
    assert entry is not None  # _faults_of_plan has seen to it
    municipality = entry["adress"]
    region = addresses.slug(row["region"] or entry["region"])
    return Programme(
        municipality=municipality,
        municipality_name=entry["namn"],
        region=region,
        period=directory.name,
        plan_period=row["planperiod"],
        tables=found,
        organisations=registers.organisations_of(municipality, region),
    )
