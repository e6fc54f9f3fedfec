"""The tables regional, municipal and status → actions, participations, follow-ups."""

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.mapping.codes import action_code, row_key
from kretslopp.mapping.titles import title
from kretslopp.mapping.values import write_cells
from kretslopp.mapping.writer import Writer
from kretslopp.namespaces import KL, RDF
from kretslopp.tables import Row, nearest


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
    writer.add(participation, RDF.type, KL.Participation)
    writer.add_labels(
        participation,
        f"{key} i {programme.names['sv']} {programme.period}",
        f"{key} in {programme.names['en']} {programme.period}",
    )
    writer.add(participation, KL.action, action)
    writer.add_municipalities(participation)
    writer.add(participation, KL.inProgramme, programme.iri)
    # Much is said of both: of the shared action, and by this programme (programmes may differ).
    _write_row(writer, action, "regional-action", "noted-action", "regional", row)
    _write_row(writer, participation, "participation", "noted-participation", "regional", row)


def _write_municipal(writer: Writer, row: Row) -> None:
    action = _municipal_iri(writer, row)
    writer.add(action, RDF.type, KL.MunicipalAction)
    writer.add_municipalities(action, writer.members("municipal", row))
    writer.add(action, KL.inProgramme, writer.programme.iri)
    _write_row(writer, action, "municipal-action", "noted-action", "municipal", row)


def _municipal_iri(writer: Writer, row: Row) -> URIRef:
    programme = writer.programme
    return addresses.action(programme.owner, programme.period, row_key("municipal", row))


def _write_row(
    writer: Writer, thing: URIRef, name: str, noted_name: str, table: str, row: Row
) -> None:
    """Write what the row and its footnotes say of a thing, which has these names in the schema."""
    write_cells(writer, thing, name, table, row)
    writer.add_source(thing, table, row)
    for note in writer.programme.footnotes(table, row):
        write_cells(writer, thing, noted_name, "footnotes", note)
        writer.add_source(thing, "footnotes", note)


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
    report = addresses.status_report(programme.owner, programme.period, key, row["datum"])
    writer.add(report, RDF.type, KL.StatusReport)
    writer.add(report, KL.reportsOn, _municipal_iri(writer, known[key]))
    write_cells(writer, report, "status-report", "status", row)
    name = title(known[key]["åtgärder"], writer.marks("municipal", known[key]))
    writer.add_labels(
        report, f"Uppföljning {row['datum']}: {name}", f"Follow-up {row['datum']}: {name}"
    )
    writer.add_source(report, "status", row)
