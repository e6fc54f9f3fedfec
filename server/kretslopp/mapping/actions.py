"""The tables regional, municipal and status → actions, participations, follow-ups."""

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.mapping.goals import goal_iri
from kretslopp.mapping.programme import action_code, row_key
from kretslopp.mapping.titles import title
from kretslopp.mapping.writer import Writer, day
from kretslopp.namespaces import DCTERMS, KL, RDF, RDFS, SKOS
from kretslopp.tables import EMPTY, Row, nearest, parse_codes, parse_date, parse_years

STATUSES = {
    "ej påbörjad": addresses.concept("action-status", "not-started"),
    "påbörjad": addresses.concept("action-status", "started"),
    "pågår enligt plan": addresses.concept("action-status", "ongoing-as-planned"),
    "pågår med avvikelse": addresses.concept("action-status", "ongoing-with-deviation"),
    "kontinuerlig": addresses.concept("action-status", "continuous"),
    "klar": addresses.concept("action-status", "done"),
}


def write(writer: Writer) -> None:
    """Write the actions of both tables, and what follow-ups say of the municipal ones."""
    for row in writer.programme.rows("regional"):
        _write_regional(writer, row)
    for row in writer.programme.rows("municipal"):
        _write_municipal(writer, row)
    for row in writer.programme.rows("status"):
        _write_status(writer, row)


def _write_regional(writer: Writer, row: Row) -> None:
    """Write a regional row: the shared action, and this programme's participation in it."""
    programme = writer.programme
    key = row_key("regional", row)
    action = addresses.action(programme.region, programme.period, key)
    participation = addresses.participation(programme.owner, programme.period, key)
    writer.add(action, RDF.type, KL.RegionalAction)
    writer.add(action, KL.region, addresses.region(programme.region))
    _write_code(writer, action, "regional", row)
    writer.add_text(action, RDFS.label, _title(writer, "regional", row))
    _write_goal_area(writer, action, "regional", row)
    writer.add(participation, RDF.type, KL.Participation)
    writer.add_labels(
        participation,
        f"{key} i {programme.names['sv']} {programme.period}",
        f"{key} in {programme.names['en']} {programme.period}",
    )
    writer.add(participation, KL.action, action)
    writer.add_municipalities(participation)
    writer.add(participation, KL.inProgramme, programme.iri)
    writer.add_mark(participation, KL.legallyRequired, row["lagkrav"])
    writer.add_organisations(participation, KL.participant, "regional", row, "medverkande")
    # Said of both: of the shared action, and by this programme (programmes may differ).
    for thing in (action, participation):
        writer.add_text(thing, DCTERMS.title, _title(writer, "regional", row))
        writer.add_years(thing, parse_years(row["år"]))
        _write_goals(writer, thing, row)
        writer.add_organisations(thing, KL.lead, "regional", row, "ansvar_regionalt")
        _write_source(writer, thing, "regional", row)


def _write_municipal(writer: Writer, row: Row) -> None:
    programme = writer.programme
    action = _municipal_iri(writer, row)
    writer.add(action, RDF.type, KL.MunicipalAction)
    _write_code(writer, action, "municipal", row)
    for predicate in (DCTERMS.title, RDFS.label):
        writer.add_text(action, predicate, _title(writer, "municipal", row))
    writer.add_municipalities(action)
    writer.add(action, KL.inProgramme, programme.iri)
    _write_goal_area(writer, action, "municipal", row)
    _write_goals(writer, action, row)
    _write_preceding(writer, action, row)
    writer.add_years(action, parse_years(row["år"]))
    writer.add_organisations(action, KL.responsible, "municipal", row, "ansvar")
    writer.add_organisations(action, KL.participant, "municipal", row, "medverkande")
    writer.add_mark(action, KL.legallyRequired, row["lagkrav"])
    writer.add_mark(action, KL.recommendedForAll, row["rekommenderas"])
    _write_source(writer, action, "municipal", row)


def _municipal_iri(writer: Writer, row: Row) -> URIRef:
    programme = writer.programme
    return addresses.action(programme.owner, programme.period, row_key("municipal", row))


def _title(writer: Writer, table: str, row: Row) -> str:
    return title(row["åtgärder"], writer.marks(table, row))


def _write_code(writer: Writer, action: URIRef, table: str, row: Row) -> None:
    if row["nr"] not in EMPTY:
        writer.add(action, DCTERMS.identifier, Literal(action_code(table, row["nr"])))


def _write_goal_area(writer: Writer, action: URIRef, table: str, row: Row) -> None:
    name = row["målområde"]
    if name in EMPTY:
        return
    area = writer.registers.goal_area(name)
    if area is not None:
        writer.add(action, KL.goalArea, area)
        return
    known = [item["namn"] for item in writer.registers.goal_areas]
    writer.fault(
        table,
        row,
        "målområde",
        f"“{name}” is not a goal area of the register.",
        f"{nearest(name, known)} Correct the cell, or add the goal area to "
        "data/curation/registers/goal-areas.csv.",
    )


def _write_goals(writer: Writer, thing: URIRef, row: Row) -> None:
    for code in parse_codes(row["mål"]):
        writer.add(thing, KL.contributesTo, goal_iri(writer, code))


def _write_preceding(writer: Writer, action: URIRef, row: Row) -> None:
    programme = writer.programme
    own = {row_key("regional", regional) for regional in programme.rows("regional")}
    for number in parse_codes(row["regional_åtgärd"]):
        key = addresses.code_part(action_code("regional", number))
        regional = addresses.action(programme.region, programme.period, key)
        writer.add(action, KL.precededBy, regional)
        if key in own:
            part = addresses.participation(programme.owner, programme.period, key)
            writer.add(action, KL.buildsOn, part)


def _write_source(writer: Writer, thing: URIRef, table: str, row: Row) -> None:
    for note in writer.programme.footnotes(table, row):
        writer.add_text(thing, SKOS.note, note["text"])
        writer.add_source(thing, "footnotes", note)
    writer.add_source(thing, table, row)


def _write_status(writer: Writer, row: Row) -> None:
    programme = writer.programme
    key = row["nyckel"] or addresses.code_part(action_code("municipal", row["nr"]))
    known = {row_key("municipal", action): action for action in programme.rows("municipal")}
    if key not in known:
        writer.fault(
            "status",
            row,
            "nyckel" if row["nyckel"] else "nr",
            f"The programme has no municipal action “{key}”.",
            nearest(key, list(known)),
        )
        return
    reported = parse_date(row["datum"])
    assert reported is not None  # the contract requires a date
    report = addresses.status_report(programme.owner, programme.period, key, row["datum"])
    writer.add(report, RDF.type, KL.StatusReport)
    writer.add(report, KL.reportsOn, _municipal_iri(writer, known[key]))
    writer.add(report, KL.actionStatus, STATUSES[row["status"]])
    writer.add(report, KL.reportedAt, day(reported))
    name = _title(writer, "municipal", known[key])
    writer.add_labels(
        report, f"Uppföljning {row['datum']}: {name}", f"Follow-up {row['datum']}: {name}"
    )
    writer.add_source(report, "status", row)
