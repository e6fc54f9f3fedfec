"""The tables goals and targets → goals of the plan and their values."""

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.mapping.writer import Writer, integer
from kretslopp.namespaces import DCTERMS, KL, QB, RDF, RDFS, XSD
from kretslopp.tables import EMPTY, Row, nearest, parse_codes, parse_quantity, parse_year

TEXT_MISSING = (
    Literal("Målets text står inte i källan.", lang="sv"),
    Literal("The goal's text is not in the source.", lang="en"),
)
TYPES = {
    "basvärde": ("baseline", "Basvärde", "Baseline"),
    "målvärde": ("target", "Målvärde", "Target"),
    "utfall": ("outcome", "Utfall", "Outcome"),
}
CUBE = addresses.make("cube", "targets")


def write(writer: Writer) -> None:
    """Write the goals of the table goals, those that only actions cite, and the goals' values."""
    for row in writer.programme.rows("goals"):
        _write_goal(writer, row)
    described = {row["mål"] for row in writer.programme.rows("goals")}
    for table in ("regional", "municipal"):
        for row in writer.programme.rows(table):
            for code in parse_codes(row["mål"]):
                if code not in described:
                    _write_cited_goal(writer, code, table, row)
    for row in writer.programme.rows("targets"):
        _write_target(writer, row)


def goal_iri(writer: Writer, code: str) -> URIRef:
    """Return the IRI of a goal of the programme's own plan."""
    return addresses.goal(writer.programme.owner, writer.programme.plan_period, code)


def _write_goal(writer: Writer, row: Row) -> None:
    goal = goal_iri(writer, row["mål"] or row["nyckel"])
    _write_code(writer, goal, row["mål"])
    for predicate in (DCTERMS.title, RDFS.label):
        writer.add_text(goal, predicate, row["text"])
    if row["överordnat_mål"] not in EMPTY:
        writer.add(goal, KL.subGoalOf, goal_iri(writer, row["överordnat_mål"]))
    writer.add_unit(goal, row["enhet"])
    writer.add_organisations(goal, KL.goalResponsible, "goals", row, "ansvar")
    writer.add_source(goal, "goals", row)


def _write_cited_goal(writer: Writer, code: str, table: str, row: Row) -> None:
    goal = goal_iri(writer, code)
    _write_code(writer, goal, code)
    writer.add_labels(goal, f"Mål {code}", f"Goal {code}")
    for comment in TEXT_MISSING:
        writer.add(goal, RDFS.comment, comment)
    writer.add_source(goal, table, row)


def _write_code(writer: Writer, goal: URIRef, code: str) -> None:
    writer.add(goal, RDF.type, KL.Goal)
    writer.add(goal, KL.goalOf, writer.programme.plan_iri)
    if code not in EMPTY:
        writer.add(goal, DCTERMS.identifier, Literal(code))
    if code.isdigit():
        writer.add(goal, KL.number, integer(int(code)))


def _write_target(writer: Writer, row: Row) -> None:
    code = row["mål"]
    known = [goal["mål"] or goal["nyckel"] for goal in writer.programme.rows("goals")]
    if code not in known:
        writer.fault(
            "targets", row, "mål", f"“{code}” is not in the table goals.", nearest(code, known)
        )
        return
    type_name, sv, en = TYPES[row["typ"]]
    year = parse_year(row["år"])
    area = _area(writer, row)
    parts = [area.rpartition("/")[2]] if row["område"] not in EMPTY else []
    parts.append(str(year) if year else "no-year")
    parts += ["outcome"] if type_name == "outcome" else []
    programme = writer.programme
    target = addresses.target(programme.owner, programme.plan_period, code, *parts)
    writer.add(target, RDF.type, KL.Target)
    writer.add(target, KL.targetFor, goal_iri(writer, code))
    writer.add(target, KL.targetType, addresses.concept("target-type", type_name))
    writer.add(target, KL.area, area)
    if area in (addresses.municipality(row["adress"]) for row in writer.registers.municipalities):
        writer.add(target, KL.municipality, area)
    elif row["område"] in EMPTY:
        writer.add_municipalities(target)
    if year:
        writer.add(target, KL.year, integer(year))
    writer.add_unit(target, row["enhet"])
    _write_value(writer, target, row["värde"], in_cube=year is not None)
    where = f" {row['område']}" if parts[0] != str(year) and row["område"] not in EMPTY else ""
    when = f" {year}" if year else ""
    writer.add_labels(target, f"{sv}, mål {code}{where}{when}", f"{en}, goal {code}{where}{when}")
    writer.add_source(target, "targets", row)


def _write_value(writer: Writer, target: URIRef, text: str, *, in_cube: bool) -> None:
    quantity = parse_quantity(text)
    if quantity is None:
        return
    for predicate, number in (
        (KL.value, quantity.number),
        (KL.upperLimit, quantity.below),
        (KL.lowerLimit, quantity.above),
    ):
        if number is not None:
            writer.add(target, predicate, Literal(str(number), datatype=XSD.decimal))
    writer.add_text(target, KL.valueText, quantity.words)
    if quantity.number is not None and in_cube:
        writer.add(target, RDF.type, QB.Observation)
        writer.add(target, QB.dataSet, CUBE)


def _area(writer: Writer, row: Row) -> URIRef:
    """Return what a value is of: an area by its name, or all that the plan covers."""
    programme, name = writer.programme, row["område"]
    if name in EMPTY:
        own = programme.municipality_iris
        return own[0] if len(own) == 1 else programme.plan_iri
    area = writer.registers.area(name)
    if area is None:
        writer.fault(
            "targets",
            row,
            "område",
            f"“{name}” is not a municipality, waste region or country of the register.",
            nearest(name, [item["namn"] for item in writer.registers.municipalities]),
        )
        return programme.plan_iri
    return area
