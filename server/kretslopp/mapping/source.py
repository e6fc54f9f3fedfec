"""Tables → the source graph of one programme: only what its document says.

An empty cell, or ``-``, gives no triple.
"""

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping import names
from kretslopp.mapping.programme import Programme, action_code, row_key
from kretslopp.mapping.registers import Registers
from kretslopp.mapping.titles import title, without_marks
from kretslopp.namespaces import DCTERMS, KL, PROV, RDF, RDFS, SKOS, XSD, new_graph
from kretslopp.tables import (
    EMPTY,
    Row,
    Years,
    nearest,
    parse_codes,
    parse_mark,
    parse_period,
    parse_years,
)

GOAL_TEXT_MISSING = (
    Literal("Målets text står inte i källan.", lang="sv"),
    Literal("The goal's text is not in the source.", lang="en"),
)


def source_graph(programme: Programme, registers: Registers) -> Graph:
    """Return the source graph of a programme.

    Raises DataViolation with every name of an organisation or goal area that is
    not in the registers, each with its row and the nearest known names.
    """
    mapper = _Mapper(programme, registers)
    mapper.map_plan()
    for row in mapper.rows("regional"):
        mapper.map_regional(row)
    for row in mapper.rows("municipal"):
        mapper.map_municipal(row)
    if mapper.faults:
        raise DataViolation(*mapper.faults)
    return mapper.graph


def _text(text: str) -> Literal:
    return Literal(text, lang="sv")


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD.boolean)


class _Mapper:
    """Collects the triples and the faults of one programme."""

    def __init__(self, programme: Programme, registers: Registers) -> None:
        self.programme = programme
        self.registers = registers
        self.graph = new_graph(addresses.graph("source", programme.municipality, programme.period))
        self.faults: list[Fault] = []

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where the document lacks the table."""
        found = self.programme.tables.get(table)
        return found.rows if found else ()

    def map_plan(self) -> None:
        """Add the plan and the programme."""
        programme, row = self.programme, self.programme.plan_row
        plan, record = programme.plan_iri, programme.record("plan", row)
        self._add(plan, RDF.type, KL.Plan)
        self._add(programme.iri, RDF.type, KL.ActionProgramme)
        self._add(programme.iri, KL.programmeOf, plan)
        self._add(programme.iri, KL.region, addresses.region(programme.region))
        self._years(plan, parse_period(row["planperiod"]))
        self._years(programme.iri, programme.years)
        if row["titel"] not in EMPTY:
            self._add(plan, DCTERMS.title, _text(row["titel"]))
        for thing, sv, en in (
            (plan, "Avfallsplan", "Waste plan"),
            (programme.iri, "Åtgärdsprogram", "Action programme"),
        ):
            period = programme.plan_period if thing == plan else programme.period
            self._labels(
                thing,
                f"{sv} {programme.municipality_name} {period}",
                f"{en} {programme.municipality_name} {period}",
            )
            self._add(thing, KL.municipality, programme.municipality_iri)
            self._add(thing, PROV.wasDerivedFrom, record)

    def map_regional(self, row: Row) -> None:
        """Add a regional row: the shared action, and this programme's participation in it."""
        programme = self.programme
        code = row_key("regional", row)
        action = addresses.action(programme.region, programme.period, code)
        participation = addresses.participation(programme.municipality, programme.period, code)
        self._add(action, RDF.type, KL.RegionalAction)
        self._add(action, KL.region, addresses.region(programme.region))
        self._identify(action, code)
        self._add(action, RDFS.label, self._title("regional", row))
        self._goal_area(action, "regional", row)
        self._add(participation, RDF.type, KL.Participation)
        self._labels(
            participation,
            f"{code} i {programme.municipality_name} {programme.period}",
            f"{code} in {programme.municipality_name} {programme.period}",
        )
        self._add(participation, KL.action, action)
        self._add(participation, KL.municipality, programme.municipality_iri)
        self._add(participation, KL.inProgramme, programme.iri)
        self._mark(participation, KL.legallyRequired, row["lagkrav"])
        self._organisations(participation, KL.participant, "regional", row, "medverkande")
        # Said of both: of the shared action, and by this programme (programmes may differ).
        for thing in (action, participation):
            self._add(thing, DCTERMS.title, self._title("regional", row))
            self._years(thing, parse_years(row["år"]))
            self._goals(thing, "regional", row)
            self._organisations(thing, KL.lead, "regional", row, "ansvar_regionalt")
            self._notes_and_record(thing, "regional", row)

    def map_municipal(self, row: Row) -> None:
        """Add a municipal action."""
        programme = self.programme
        code = row_key("municipal", row)
        action = addresses.action(programme.municipality, programme.period, code)
        self._add(action, RDF.type, KL.MunicipalAction)
        self._identify(action, code)
        for predicate in (DCTERMS.title, RDFS.label):
            self._add(action, predicate, self._title("municipal", row))
        self._add(action, KL.municipality, programme.municipality_iri)
        self._add(action, KL.inProgramme, programme.iri)
        self._goal_area(action, "municipal", row)
        self._goals(action, "municipal", row)
        self._preceding(action, row)
        self._years(action, parse_years(row["år"]))
        self._organisations(action, KL.responsible, "municipal", row, "ansvar")
        self._organisations(action, KL.participant, "municipal", row, "medverkande")
        self._mark(action, KL.legallyRequired, row["lagkrav"])
        self._mark(action, KL.recommendedForAll, row["rekommenderas"])
        self._notes_and_record(action, "municipal", row)

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))

    def _labels(self, thing: URIRef, sv: str, en: str) -> None:
        self._add(thing, RDFS.label, Literal(sv, lang="sv"))
        self._add(thing, RDFS.label, Literal(en, lang="en"))

    def _identify(self, action: URIRef, code: str) -> None:
        self._add(action, DCTERMS.identifier, Literal(code))

    def _title(self, table: str, row: Row) -> Literal:
        return _text(title(row["åtgärder"], self._marks(table, row)))

    def _marks(self, table: str, row: Row) -> tuple[str, ...]:
        return tuple(note["nr"] for note in self.programme.footnotes(table, row))

    def _years(self, thing: URIRef, years: Years | None) -> None:
        if years and years.start:
            self._add(thing, KL.startYear, _integer(years.start))
        if years and years.end:
            self._add(thing, KL.endYear, _integer(years.end))

    def _mark(self, thing: URIRef, predicate: URIRef, text: str) -> None:
        mark = parse_mark(text)
        if mark is not None:
            self._add(thing, predicate, _boolean(mark))

    def _goal_area(self, action: URIRef, table: str, row: Row) -> None:
        name = row["målområde"]
        if name in EMPTY:
            return
        area = self.registers.goal_area(name)
        if area is not None:
            self._add(action, KL.goalArea, area)
            return
        known = [item["namn"] for item in self.registers.goal_areas]
        self._fault(
            table,
            row,
            "målområde",
            f"“{name}” is not a goal area of the register.",
            f"{nearest(name, known)} Correct the cell, or add the goal area to "
            "data/curation/registers/goal-areas.csv.",
        )

    def _goals(self, thing: URIRef, table: str, row: Row) -> None:
        programme = self.programme
        for code in parse_codes(row["mål"]):
            goal = addresses.goal(programme.municipality, programme.plan_period, code)
            self._add(thing, KL.contributesTo, goal)
            self._add(goal, RDF.type, KL.Goal)
            self._identify(goal, code)
            if code.isdigit():
                self._add(goal, KL.number, _integer(int(code)))
            self._add(goal, KL.goalOf, programme.plan_iri)
            self._labels(goal, f"Mål {code}", f"Goal {code}")
            for comment in GOAL_TEXT_MISSING:
                self._add(goal, RDFS.comment, comment)
            self._add(goal, PROV.wasDerivedFrom, programme.record(table, row))

    def _preceding(self, action: URIRef, row: Row) -> None:
        programme = self.programme
        own = {row_key("regional", regional) for regional in self.rows("regional")}
        for number in parse_codes(row["regional_åtgärd"]):
            code = action_code("regional", number)
            self._add(
                action, KL.precededBy, addresses.action(programme.region, programme.period, code)
            )
            if code in own:
                self._add(
                    action,
                    KL.buildsOn,
                    addresses.participation(programme.municipality, programme.period, code),
                )

    def _organisations(
        self, thing: URIRef, predicate: URIRef, table: str, row: Row, column: str
    ) -> None:
        text = row[column]
        if text in EMPTY:
            return
        known = self.programme.organisations
        resolved = names.resolve(without_marks(text, self._marks(table, row)), known)
        for organisation in resolved.organisations:
            self._add(thing, predicate, organisation)
        for unknown in resolved.unknown:
            self._fault(
                table,
                row,
                column,
                f"“{unknown}” is not an organisation of the register.",
                names.advice(unknown, known),
            )

    def _notes_and_record(self, thing: URIRef, table: str, row: Row) -> None:
        for note in self.programme.footnotes(table, row):
            self._add(thing, SKOS.note, _text(note["text"]))
            self._add(thing, PROV.wasDerivedFrom, self.programme.record("footnotes", note))
        self._add(thing, PROV.wasDerivedFrom, self.programme.record(table, row))

    def _fault(self, table: str, row: Row, column: str, message: str, advice: str) -> None:
        place = self.programme.tables[table].place(row, column)
        fault = Fault(message, place, advice)
        if fault not in self.faults:  # a regional row is mapped to two things
            self.faults.append(fault)
