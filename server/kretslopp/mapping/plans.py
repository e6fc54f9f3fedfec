"""The tables plan, decisions and organisations → plan, programme, and who is named only there."""

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.mapping.programme import own_organisation
from kretslopp.mapping.registers import IN_MUNICIPALITY, KINDS
from kretslopp.mapping.values import write_cells
from kretslopp.mapping.writer import Writer
from kretslopp.namespaces import KL, RDF
from kretslopp.tables import Row


def write(writer: Writer) -> None:
    """Write the plan, its programme, its decisions and the organisations of its own table."""
    programme = writer.programme
    row = programme.plan_row
    writer.add(programme.plan_iri, RDF.type, KL.Plan)
    _label(writer, programme.plan_iri, "Avfallsplan", "Waste plan", row["planperiod"])
    _write_common(writer, programme.plan_iri, "plan")
    if programme.has_actions:
        writer.add(programme.iri, RDF.type, KL.ActionProgramme)
        writer.add(programme.iri, KL.programmeOf, programme.plan_iri)
        if programme.region:
            writer.add(programme.iri, KL.region, addresses.region(programme.region))
        _label(writer, programme.iri, "Åtgärdsprogram", "Action programme", row["programperiod"])
        _write_common(writer, programme.iri, "programme")
    for decision in programme.rows("decisions"):
        _write_decision(writer, decision)
    for organisation in programme.rows("organisations"):
        _write_organisation(writer, organisation)


def _label(writer: Writer, thing: URIRef, sv: str, en: str, period: str) -> None:
    programme = writer.programme
    names, when = programme.names, period or programme.plan_row["titel"]
    writer.add_labels(
        thing, f"{sv} {names['sv']} {when}".strip(), f"{en} {names['en']} {when}".strip()
    )


def _write_common(writer: Writer, thing: URIRef, name: str) -> None:
    row = writer.programme.plan_row
    writer.add_municipalities(thing)
    write_cells(writer, thing, name, "plan", row)
    writer.add_source(thing, "plan", row)


def _write_decision(writer: Writer, row: Row) -> None:
    programme = writer.programme
    for municipality in writer.members("decisions", row):
        decision = addresses.decision(programme.owner, programme.plan_period, municipality)
        writer.add(decision, RDF.type, KL.Decision)
        writer.add(decision, KL.decisionOn, programme.plan_iri)
        writer.add_municipalities(decision, [municipality])
        when = programme.plan_row["planperiod"] or programme.plan_row["titel"]
        writer.add_labels(
            decision,
            f"Beslut i {row['kommun']} om avfallsplan {when}".strip(),
            f"Decision in {row['kommun']} on waste plan {when}".strip(),
        )
        write_cells(writer, decision, "decision", "decisions", row)
        writer.add_source(decision, "decisions", row)


def _write_organisation(writer: Writer, row: Row) -> None:
    programme = writer.programme
    organisation = own_organisation(programme.owner, row)
    if all(organisation != known.iri for known in programme.organisations):
        return  # the register has it, under an address of its own
    write_cells(writer, organisation, "organisation", "organisations", row)
    if KINDS[row["slag"].casefold()] in IN_MUNICIPALITY or not programme.region:
        writer.add_municipalities(organisation)
    else:
        writer.add(organisation, KL.region, addresses.region(programme.region))
    writer.add_source(organisation, "organisations", row)
