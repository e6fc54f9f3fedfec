"""Programmes to reason over, in the shape of the real graphs; the municipalities are made up."""

from rdflib import Graph, Literal

from kretslopp import addresses
from kretslopp.namespaces import DCTERMS, KL, ORG, PROV, RDF, RDFS, SKOS, new_graph

PERIOD = "2023-2026"
PLAN_PERIOD = "2023-2030"
REGION = addresses.region("dalarna")
AREA = addresses.goal_area("Matsvinn")
GROUP = addresses.organisation("dalarna", "byggekot")


def shared(*municipalities: str) -> Graph:
    """Return the register: the region, a goal area, and each municipality with a company's unit."""
    graph = new_graph()
    graph.add((REGION, RDF.type, KL.WasteRegion))
    graph.add((AREA, RDF.type, KL.GoalArea))
    graph.add((AREA, SKOS.prefLabel, Literal("Matsvinn", lang="sv")))
    graph.add((GROUP, RDF.type, KL.ThematicGroup))
    graph.add((GROUP, KL.region, REGION))
    for name in municipalities:
        municipality, unit = addresses.municipality(name), unit_of(name)
        company = addresses.organisation(f"{name}-energi")
        graph.add((municipality, RDF.type, KL.Municipality))
        graph.add((municipality, KL.region, REGION))
        graph.add((company, RDF.type, KL.MunicipalCompany))
        graph.add((company, KL.municipality, municipality))
        graph.add((unit, RDF.type, KL.OrganisationalUnit))
        graph.add((unit, ORG.unitOf, company))
    return graph


def unit_of(municipality: str):
    return addresses.organisation(f"{municipality}-energi", "atervinning")


def programme(name: str, regional: int = 6, municipal: int = 10, goals: int = 4) -> Graph:
    """Return one programme's source graph.

    Regional action n contributes to goal n; municipal action n follows on regional
    action n, where there is one, and contributes to the goal after it.
    """
    graph = new_graph()
    municipality = addresses.municipality(name)
    plan = addresses.plan(name, PLAN_PERIOD)
    this = addresses.programme(name, PERIOD)
    graph.add((plan, RDF.type, KL.Plan))
    graph.add((plan, KL.municipality, municipality))
    graph.add((this, RDF.type, KL.ActionProgramme))
    graph.add((this, KL.programmeOf, plan))
    graph.add((this, KL.startYear, Literal(2023)))
    for number in range(1, goals + 1):
        _add_goal(graph, name, number)
    for number in range(1, regional + 1):
        _add_regional(graph, name, number, goals)
    for number in range(1, municipal + 1):
        _add_municipal(graph, name, number, goals, number <= regional)
    return graph


def goal(name: str, number: int):
    return addresses.goal(name, PLAN_PERIOD, str(number))


def _add_goal(graph: Graph, name: str, number: int) -> None:
    this = goal(name, number)
    graph.add((this, RDF.type, KL.Goal))
    graph.add((this, KL.goalOf, addresses.plan(name, PLAN_PERIOD)))
    graph.add((this, KL.number, Literal(number)))
    graph.add((this, DCTERMS.identifier, Literal(str(number))))
    if number > 2:
        graph.add((this, KL.subGoalOf, goal(name, number - 1)))


def _add_regional(graph: Graph, name: str, number: int, goals: int) -> None:
    code = f"R{number}"
    action = addresses.action("dalarna", PERIOD, code)
    part = addresses.participation(name, PERIOD, code)
    target = goal(name, (number - 1) % goals + 1)
    graph.add((action, RDF.type, KL.RegionalAction))
    graph.add((part, RDF.type, KL.Participation))
    graph.add((part, KL.action, action))
    graph.add((part, KL.municipality, addresses.municipality(name)))
    graph.add((part, KL.inProgramme, addresses.programme(name, PERIOD)))
    graph.add((part, KL.participant, unit_of(name)))
    graph.add((action, KL.goalArea, AREA))
    graph.add((action, KL.region, REGION))
    for bearer in (action, part):
        graph.add((bearer, KL.contributesTo, target))
        graph.add((bearer, KL.lead, GROUP))
        graph.add((bearer, KL.startYear, Literal(2024)))
        graph.add((bearer, RDFS.label, Literal(f"Åtgärd {code}", lang="sv")))
        record = addresses.record(name, PERIOD, "regional", code)
        graph.add((bearer, PROV.wasDerivedFrom, record))


def _add_municipal(graph: Graph, name: str, number: int, goals: int, follows: bool) -> None:
    action = addresses.action(name, PERIOD, f"K{number}")
    graph.add((action, RDF.type, KL.MunicipalAction))
    graph.add((action, DCTERMS.identifier, Literal(f"K{number}")))
    graph.add((action, KL.inProgramme, addresses.programme(name, PERIOD)))
    graph.add((action, KL.municipality, addresses.municipality(name)))
    graph.add((action, KL.responsible, unit_of(name)))
    graph.add((action, KL.goalArea, AREA))
    graph.add((action, KL.contributesTo, goal(name, number % goals + 1)))
    graph.add((action, KL.legallyRequired, Literal(True)))
    if follows:
        code = f"R{number}"
        graph.add((action, KL.precededBy, addresses.action("dalarna", PERIOD, code)))
        graph.add((action, KL.buildsOn, addresses.participation(name, PERIOD, code)))
