"""The tables goals, assessments, indicators and targets → the plan's goals and their values."""

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.mapping.codes import ACTION_TABLES, codes_of_cell, row_code
from kretslopp.mapping.values import write_cells
from kretslopp.mapping.writer import Writer, integer, swedish
from kretslopp.namespaces import DCTERMS, KL, QB, RDF, RDFS, expanded
from kretslopp.schema import CONTRACTS
from kretslopp.tables import EMPTY, Row, nearest, parse_quantity, parse_year

TEXT_MISSING = (
    Literal("Målets text står inte i källan.", lang="sv"),
    Literal("The goal's text is not in the source.", lang="en"),
)
OF_GOALS = addresses.make("cube", "targets")
OF_INDICATORS = addresses.make("cube", "indicators")


def write(writer: Writer) -> None:
    """Write the plan's goals, their assessments, indicators and values.

    Where the plan's tables have no goals, those that its actions cite are known by their
    codes alone.
    """
    programme = writer.programme
    for row in programme.rows("goals"):
        _write_goal(writer, row)
    for table in ACTION_TABLES if "goals" not in programme.tables else ():
        column = CONTRACTS[table].column("mål")
        assert column is not None  # the contract has it
        for row in programme.rows(table):
            for code in codes_of_cell(column, row["mål"]):
                _write_cited_goal(writer, code, table, row)
    for row in programme.rows("assessments"):
        _write_assessment(writer, row)
    for row in programme.rows("indicators"):
        _write_indicator(writer, row)
    for row in programme.rows("targets"):
        _write_target(writer, row)


def _write_goal(writer: Writer, row: Row) -> None:
    goal = writer.programme.goal_iri(row_code("goals", row))
    writer.add(goal, RDF.type, KL.Goal)
    writer.add(goal, KL.goalOf, writer.programme.plan_iri)
    write_cells(writer, goal, "goal", "goals", row)
    if row["text"] not in EMPTY:
        writer.add(goal, RDFS.label, swedish(row["text"]))
    elif row["mål"] not in EMPTY:
        _name_by_code(writer, goal, row["mål"])
    else:
        advice = "Give the goal's text, or its number or code as printed."
        writer.fault("goals", row, "text", "The goal has neither text nor number.", advice)
    writer.add_source(goal, "goals", row)


def _write_cited_goal(writer: Writer, code: str, table: str, row: Row) -> None:
    goal = writer.programme.goal_iri(code)
    writer.add(goal, RDF.type, KL.Goal)
    writer.add(goal, KL.goalOf, writer.programme.plan_iri)
    writer.add(goal, DCTERMS.identifier, Literal(code))
    if code.isdigit():
        writer.add(goal, KL.number, integer(int(code)))
    _name_by_code(writer, goal, code)
    writer.add_source(goal, table, row)


def _name_by_code(writer: Writer, goal: URIRef, code: str) -> None:
    writer.add_labels(goal, f"Mål {code}", f"Goal {code}")
    for comment in TEXT_MISSING:
        writer.add(goal, RDFS.comment, comment)


def _write_assessment(writer: Writer, row: Row) -> None:
    programme, code = writer.programme, row["mål"]
    assessment = addresses.assessment(programme.owner, programme.plan_period, code, row["datum"])
    writer.add(assessment, RDF.type, KL.Assessment)
    write_cells(writer, assessment, "assessment", "assessments", row)
    writer.add_labels(
        assessment,
        f"Bedömning {row['datum']}: mål {code}",
        f"Assessment {row['datum']}: goal {code}",
    )
    writer.add_source(assessment, "assessments", row)


def _write_indicator(writer: Writer, row: Row) -> None:
    indicator = writer.programme.indicator_iri(row_code("indicators", row))
    writer.add(indicator, RDF.type, KL.Indicator)
    write_cells(writer, indicator, "indicator", "indicators", row)
    writer.add_source(indicator, "indicators", row)


def _write_target(writer: Writer, row: Row) -> None:
    code = next((cell for cell in (row["mål"], row["indikator"]) if cell not in EMPTY), "")
    if not code:
        writer.fault(
            "targets", row, "mål", "The value is of no goal and no indicator.", "Write which."
        )
        return
    type_name = _type_name(row)
    year = parse_year(row["år"])
    area = _area(writer, row)
    parts = [addresses.code_part(row["indikator"])] if code != row["indikator"] else []
    parts = [part for part in parts if part not in EMPTY]
    parts += [area.rpartition("/")[2]] if row["område"] not in EMPTY else []
    parts.append(str(year) if year else "no-year")
    parts += ["outcome"] if type_name == "outcome" else []
    programme = writer.programme
    target = addresses.target(programme.owner, programme.plan_period, code, *parts)
    writer.add(target, RDF.type, KL.Target)
    writer.add(target, KL.area, area)
    if area in (addresses.municipality(row["adress"]) for row in writer.registers.municipalities):
        writer.add(target, KL.municipality, area)
    elif row["område"] in EMPTY:
        writer.add_municipalities(target)
    write_cells(writer, target, "target", "targets", row)
    quantity = parse_quantity(row["värde"])
    if quantity and quantity.number is not None and year:
        writer.add(target, RDF.type, QB.Observation)
        of_indicator = row["indikator"] not in EMPTY
        writer.add(target, QB.dataSet, OF_INDICATORS if of_indicator else OF_GOALS)
    of = [name for name in (row["indikator"], row["område"], str(year or "")) if name not in EMPTY]
    of_goal = row["mål"] not in EMPTY
    what = " ".join(of)
    writer.add_labels(
        target,
        f"{row['typ'].capitalize()}, {f'mål {code} ' if of_goal else ''}{what}".strip(),
        f"{type_name.capitalize()}, {f'goal {code} ' if of_goal else ''}{what}".strip(),
    )
    writer.add_source(target, "targets", row)


def _type_name(row: Row) -> str:
    """Return the name of a type of value in addresses: ``målvärde`` → ``target``."""
    column = CONTRACTS["targets"].column("typ")
    assert column is not None  # the contract has it
    return str(expanded(column.kind.word(row["typ"]) or "")).rpartition("/")[2]


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
