"""What every table's mapping writes with: the source graph of one programme, and its faults."""

from collections.abc import Iterable, Mapping
from datetime import date

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.errors import Fault
from kretslopp.mapping.programme import ProgrammeTables, separated
from kretslopp.mapping.registers import Registers
from kretslopp.namespaces import KL, PROV, RDFS, XSD, new_graph
from kretslopp.tables import EMPTY, Row, nearest

Term = URIRef | Literal


def swedish(text: str) -> Literal:
    """Return a text of the source."""
    return Literal(text, lang="sv")


def integer(number: int) -> Literal:
    """Return a whole number."""
    return Literal(str(number), datatype=XSD.integer)


def boolean(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def day(value: date) -> Literal:
    """Return a day as xsd:dateTime (OWL 2 RL has no xsd:date), written as rdflib writes it."""
    return Literal(f"{value.isoformat()}T00:00:00+00:00", datatype=XSD.dateTime)


class Writer:
    """Collects the triples and the faults of one programme.

    ``units`` are the concepts of units by the ways they are printed.
    """

    def __init__(
        self, programme: ProgrammeTables, registers: Registers, units: Mapping[str, URIRef]
    ) -> None:
        self.programme = programme
        self.registers = registers
        self.units = units
        self.graph = new_graph(addresses.graph("source", programme.owner, programme.period))
        self.faults: list[Fault] = []

    def add(self, subject: URIRef, predicate: URIRef, value: Term) -> None:
        """Add a triple."""
        self.graph.add((subject, predicate, value))

    def add_labels(self, thing: URIRef, sv: str, en: str) -> None:
        """Add what a thing is called in both languages."""
        self.add(thing, RDFS.label, Literal(sv, lang="sv"))
        self.add(thing, RDFS.label, Literal(en, lang="en"))

    def add_municipalities(self, thing: URIRef, slugs: Iterable[str] | None = None) -> None:
        """Add whose a thing is: all of the plan's municipalities, or those of these slugs."""
        own = (row["adress"] for row in self.programme.municipalities)
        for municipality in own if slugs is None else slugs:
            self.add(thing, KL.municipality, addresses.municipality(municipality))

    def members(self, table: str, row: Row) -> tuple[str, ...]:
        """Return the slugs of the plan's municipalities that a row names; where it names none, all.

        A name that is not one of theirs is noted as a fault.
        """
        of_plan = {item["adress"]: item["namn"] for item in self.programme.municipalities}
        if row["kommun"] in EMPTY:
            return tuple(of_plan)
        named = []
        for name in separated(row["kommun"]):
            municipality = self.registers.municipality(name)
            if municipality is not None and municipality["adress"] in of_plan:
                named.append(municipality["adress"])
                continue
            message = f"“{name}” is not one of the plan's municipalities."
            advice = nearest(name, list(of_plan.values()))
            self.fault(table, row, "kommun", message, advice or "Correct the cell.")
        return tuple(named)

    def add_source(self, thing: URIRef, table: str, row: Row) -> None:
        """Add the record that a thing was read from."""
        self.add(thing, PROV.wasDerivedFrom, self.programme.record(table, row))

    def marks(self, table: str, row: Row) -> tuple[str, ...]:
        """Return the numbers of the footnotes of a row."""
        return tuple(note["nr"] for note in self.programme.footnotes(table, row))

    def fault(self, table: str, row: Row, column: str, message: str, advice: str) -> None:
        """Note what is wrong with a cell, once."""
        fault = Fault(message, self.programme.tables[table].place(row, column), advice)
        if fault not in self.faults:  # a regional row is mapped to two things
            self.faults.append(fault)
