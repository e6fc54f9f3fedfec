"""What every table's mapping writes with: the source graph of one programme, and its faults.

An empty cell, or ``-``, gives no triple.
"""

from collections.abc import Mapping
from datetime import date

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.errors import Fault
from kretslopp.mapping import names
from kretslopp.mapping.programme import Programme
from kretslopp.mapping.registers import Registers
from kretslopp.mapping.titles import without_marks
from kretslopp.namespaces import KL, PROV, RDFS, XSD, new_graph
from kretslopp.tables import EMPTY, Row, Years, parse_mark

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
        self, programme: Programme, registers: Registers, units: Mapping[str, URIRef]
    ) -> None:
        self.programme = programme
        self.registers = registers
        self.units = units
        self.graph = new_graph(addresses.graph("source", programme.owner, programme.period))
        self.faults: list[Fault] = []

    def add(self, subject: URIRef, predicate: URIRef, value: Term) -> None:
        """Add a triple."""
        self.graph.add((subject, predicate, value))

    def add_text(self, subject: URIRef, predicate: URIRef, text: str) -> None:
        """Add a text of the source, unless the cell is empty."""
        if text not in EMPTY:
            self.add(subject, predicate, swedish(text))

    def add_labels(self, thing: URIRef, sv: str, en: str) -> None:
        """Add what a thing is called in both languages."""
        self.add(thing, RDFS.label, Literal(sv, lang="sv"))
        self.add(thing, RDFS.label, Literal(en, lang="en"))

    def add_municipalities(self, thing: URIRef) -> None:
        """Add whose a thing is: the municipality, or all of a joint plan."""
        for municipality in self.programme.municipality_iris:
            self.add(thing, KL.municipality, municipality)

    def add_years(self, thing: URIRef, years: Years | None) -> None:
        """Add first and last year, each where it is given."""
        if years and years.start:
            self.add(thing, KL.startYear, integer(years.start))
        if years and years.end:
            self.add(thing, KL.endYear, integer(years.end))

    def add_mark(self, thing: URIRef, predicate: URIRef, text: str) -> None:
        """Add a mark: true for ``X``, false for ``nej``, nothing for an empty cell."""
        mark = parse_mark(text)
        if mark is not None:
            self.add(thing, predicate, boolean(mark))

    def add_unit(self, thing: URIRef, text: str) -> None:
        """Add a unit as printed, and its concept where the ontology knows it."""
        if text in EMPTY:
            return
        self.add(thing, KL.unit, Literal(text))
        concept = self.units.get(text.casefold())
        if concept is not None:
            self.add(thing, KL.measuredIn, concept)

    def add_organisations(
        self, thing: URIRef, predicate: URIRef, table: str, row: Row, column: str
    ) -> None:
        """Add the organisations that a cell names; names that no one bears are faults."""
        if row[column] in EMPTY:
            return
        known = self.programme.organisations
        resolved = names.resolve(without_marks(row[column], self.marks(table, row)), known)
        for organisation in resolved.organisations:
            self.add(thing, predicate, organisation)
        for unknown in resolved.unknown:
            self.fault(
                table,
                row,
                column,
                f"“{unknown}” is not an organisation of the register.",
                names.advice(unknown, known),
            )

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
