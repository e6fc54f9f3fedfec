"""What a county administrative board compiles: each municipality with the plans known of it."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.comparison.answers import Answer, answers, number, things, truth
from kretslopp.comparison.plan_doubts import MUNICIPALITY, PLAN_PERIOD, PlanDoubts
from kretslopp.comparison.table import Row, Value, end_of, joined, text
from kretslopp.engine import Engine
from kretslopp.languages import alphabetical
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import descriptions
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Municipality, Selection, municipalities

# The cells that are read under each head of the plan's row, and of a decision's.
_OF_PLAN = {
    MUNICIPALITY: ("plan_known", "plan_members"),
    PLAN_PERIOD: ("plan_start_year", "plan_end_year"),
    "status": ("plan_status",),
}
_OF_DECISION = {"beslutsdatum": ("decided_on",), "beslutsreferens": ("decision_reference",)}


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each municipality with each of its plans, by county.

    One of which no plan is known has a row that says so: it may have one.
    """
    known = municipalities(engine, selection.language)
    of = descriptions(engine, "?thing kl:county ?any .", (KL.county,))
    chosen = {(member.iri, item.plan) for member, item in selection.members}
    chosen |= {(item.iri, None) for item in selection.without}
    listed = [
        (known[place], answer)
        for answer in answers(engine, "law/county-compilation")
        if isinstance(place := answer["municipality"], URIRef)
        and (selection.is_whole or (place, answer["plan"]) in chosen)
    ]
    doubts = PlanDoubts(engine, selection)
    counties = {item.iri: of[item.iri].iri(KL.county) for item, _ in listed}
    named = [
        thing for _, answer in listed for thing in (answer["plan"], *things(answer["members"]))
    ]
    names = Names(engine, (thing for thing in (*named, *counties.values()) if thing is not None))

    def called(thing: Node | None) -> str | None:
        return names.label(thing, selection.language) if isinstance(thing, URIRef) else None

    def order(item: tuple[Municipality, Answer]) -> tuple[object, ...]:
        municipality, _ = item
        return alphabetical(str(called(counties[municipality.iri]))), municipality.order

    for municipality, answer in sorted(listed, key=order):
        county = counties[municipality.iri]
        plan = answer["plan"] if isinstance(answer["plan"], URIRef) else None
        row = {
            "county_name": called(county),
            "municipality": municipality.slug,
            "municipality_code": municipality.code,
            "municipality_name": municipality.name,
            "plan_known": truth(answer["known"]),
            "plan_name": called(answer["plan"]),
            "plan_members": joined(
                sorted(filter(None, map(called, things(answer["members"]))), key=alphabetical)
            ),
            **_of_plan(answer),
            "county": text(county),
        }
        left_out = {
            cell
            for heads, cells in (
                (doubts.of(plan), _OF_PLAN),
                (doubts.of_decision(plan, municipality.iri), _OF_DECISION),
            )
            for head in heads
            for cell in cells.get(head, ())
        }
        yield {name: None if name in left_out else value for name, value in row.items()}


def _of_plan(answer: Answer) -> dict[str, Value]:
    """Return what an answer says of the plan itself."""
    status, plan = answer["status"], answer["plan"]
    members = len(things(answer["members"])) or None
    return {
        "plan_status": end_of(status),
        "plan_start_year": number(answer["firstYear"]),
        "plan_end_year": number(answer["lastYear"]),
        "decided_on": _printed(answer["decided"]),
        "decision_reference": _printed(answer["reference"]),
        "known_goals": number(answer["goals"]),
        "known_municipal_actions": number(answer["municipalActions"]),
        "known_regional_actions": number(answer["regionalActions"]),
        "partial": str(answer["partial"]),
        "members": members,
        "weight": 1 / members if members else None,
        "plan": text(plan) if isinstance(plan, URIRef) else None,
    }


def _printed(cell: Node | None) -> str | None:
    return None if cell is None else str(cell)
