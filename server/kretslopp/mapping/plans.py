"""The tables plan and organisations → plan, programme, and who is named only there."""

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.mapping.names import resolve
from kretslopp.mapping.programme import aliases, own_organisation
from kretslopp.mapping.registers import IN_MUNICIPALITY, KINDS
from kretslopp.mapping.writer import Writer, day, swedish
from kretslopp.namespaces import DCTERMS, KL, ORG, RDF, RDFS, SKOS
from kretslopp.tables import EMPTY, Row, nearest, parse_date, parse_period

STATUSES = {
    "samråd": addresses.concept("plan-status", "consultation"),
    "förslag": addresses.concept("plan-status", "proposal"),
    "antagen": addresses.concept("plan-status", "adopted"),
    "ersatt": addresses.concept("plan-status", "superseded"),
}


def write(writer: Writer) -> None:
    """Write the plan, its programme and the organisations of the programme's own table."""
    _write_plan(writer)
    if writer.programme.has_actions:
        _write_programme(writer)
    for row in writer.programme.rows("organisations"):
        _write_organisation(writer, row)


def _write_plan(writer: Writer) -> None:
    programme, row = writer.programme, writer.programme.plan_row
    plan = programme.plan_iri
    writer.add(plan, RDF.type, KL.Plan)
    writer.add_years(plan, parse_period(row["planperiod"]))
    writer.add_text(plan, DCTERMS.title, row["titel"])
    _label(writer, plan, "Avfallsplan", "Waste plan", row["planperiod"])
    _write_common(writer, plan)


def _write_programme(writer: Writer) -> None:
    programme, row = writer.programme, writer.programme.plan_row
    writer.add(programme.iri, RDF.type, KL.ActionProgramme)
    writer.add(programme.iri, KL.programmeOf, programme.plan_iri)
    if programme.region:
        writer.add(programme.iri, KL.region, addresses.region(programme.region))
    writer.add_years(programme.iri, parse_period(row["programperiod"]))
    _label(writer, programme.iri, "Åtgärdsprogram", "Action programme", row["programperiod"])
    _write_common(writer, programme.iri)


def _label(writer: Writer, thing: URIRef, sv: str, en: str, period: str) -> None:
    programme = writer.programme
    names, when = programme.names, period or programme.plan_row["titel"]
    writer.add_labels(
        thing, f"{sv} {names['sv']} {when}".strip(), f"{en} {names['en']} {when}".strip()
    )


def _write_common(writer: Writer, thing: URIRef) -> None:
    row = writer.programme.plan_row
    writer.add_municipalities(thing)
    writer.add_source(thing, "plan", row)
    if row["status"] not in EMPTY:
        writer.add(thing, KL.planStatus, STATUSES[row["status"]])
    decided = parse_date(row["beslutsdatum"])
    if decided:
        writer.add(thing, KL.decidedAt, day(decided))
    if row["beslutsreferens"] not in EMPTY:
        writer.add(thing, KL.decisionReference, Literal(row["beslutsreferens"]))


def _write_organisation(writer: Writer, row: Row) -> None:
    programme = writer.programme
    organisation = own_organisation(programme.owner, row)
    if all(organisation != known.iri for known in programme.organisations):
        return  # the register has it, under an address of its own
    kind = KINDS[row["slag"]]
    writer.add(organisation, RDF.type, kind)
    writer.add_text(organisation, RDFS.label, row["namn"])
    for alias in aliases(row):
        writer.add(organisation, SKOS.altLabel, swedish(alias))
    if kind in IN_MUNICIPALITY or not programme.region:
        writer.add_municipalities(organisation)
    else:
        writer.add(organisation, KL.region, addresses.region(programme.region))
    if row["överordnad"] not in EMPTY:
        _write_parent(writer, organisation, row)
    writer.add_source(organisation, "organisations", row)


def _write_parent(writer: Writer, organisation: URIRef, row: Row) -> None:
    known = writer.programme.organisations
    found = resolve(row["överordnad"], known).organisations
    if len(found) == 1:
        writer.add(organisation, ORG.unitOf, found[0])
        return
    writer.fault(
        "organisations",
        row,
        "överordnad",
        f"“{row['överordnad']}” is not an organisation of the register or of this table.",
        nearest(row["överordnad"], [name for item in known for name in item.names]),
    )
