"""Goals and their values: rows of the real tables, and small ones for what those lack."""

from decimal import Decimal

import pytest
from rdflib import Literal

from kretslopp import artefacts, ontology
from kretslopp.errors import DataViolation
from kretslopp.mapping import programme, registers
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import DCTERMS, KL, KL_ID, QB, RDF, RDFS, XSD

REGISTERS = registers.read_registers(artefacts.data())
UNITS = ontology.units(ontology.load(artefacts.ontology()))


def graph_of(owner, period, data=None):
    directory = (data or artefacts.data()) / "tables" / owner / period
    return source_graph(programme.read_programme(directory, REGISTERS), REGISTERS, UNITS)


def decimal(text):
    return Literal(text, datatype=XSD.decimal)


def said(graph, thing):
    return {
        predicate: set(graph.objects(thing, predicate))
        for predicate in (KL.value, KL.upperLimit, KL.lowerLimit, KL.valueText)
        if (thing, predicate, None) in graph
    }


@pytest.fixture(scope="module")
def falun():
    return graph_of("falun", "2023-2026")


@pytest.mark.parametrize(
    ("year", "value", "unit"),
    [("2022", "384", "kg/person"), ("2026", "350", "kg/ person"), ("2030", "290", "kg/ person")],
)
def test_falun_goal_1(falun, year, value, unit):
    target = KL_ID[f"target/falun/2023-2030/1/{year}"]
    assert said(falun, target) == {KL.value: {decimal(value)}}
    assert falun.value(target, KL.targetFor) == KL_ID["goal/falun/2023-2030/1"]
    kind = "baseline" if year == "2022" else "target"
    assert falun.value(target, KL.targetType) == KL_ID[f"target-type/{kind}"]
    assert falun.value(target, KL.unit) == Literal(unit)  # as printed
    assert falun.value(target, KL.measuredIn) == KL_ID["unit/kg-per-person"]
    assert falun.value(target, KL.area) == KL_ID["municipality/falun"]
    assert (target, RDF.type, QB.Observation) in falun


def test_a_goal_has_its_text_and_who_is_responsible(falun):
    goal = KL_ID["goal/falun/2023-2030/7"]
    text = Literal("Matsvinn i skolor under 30 g per portion", lang="sv")
    assert falun.value(goal, DCTERMS.title) == text
    assert falun.value(goal, KL.goalResponsible) == KL_ID["org/falun/servicenamnden"]


def test_words_are_no_observation(falun):
    target = KL_ID["target/falun/2023-2030/8/2026"]
    assert said(falun, target) == {KL.valueText: {Literal("Utredning klar", lang="sv")}}
    assert (target, RDF.type, QB.Observation) not in falun


def test_a_limit_keeps_its_direction_and_its_area():
    graph = graph_of("falun-borlange-sater", "2018-2022")
    home = "target/falun-borlange-sater/2018-2022/M-1.1"
    assert said(graph, KL_ID[f"{home}/falun/2022"]) == {KL.upperLimit: {decimal("434")}}
    assert said(graph, KL_ID[f"{home}/dalarna/2022"]) == {KL.lowerLimit: {decimal("481")}}
    assert graph.value(KL_ID[f"{home}/dalarna/2022"], KL.area) == KL_ID["region/dalarna"]
    assert graph.value(KL_ID[f"{home}/sverige/2016"], KL.area) == KL_ID["country/sverige"]
    both = said(graph, KL_ID["target/falun-borlange-sater/2018-2022/M-1.2/falun/2016"])
    assert both == {KL.valueText: {Literal("51 %/50 %", lang="sv")}}


def test_goals_on_two_levels_and_a_year_that_is_not_stated():
    graph = graph_of("nacka", "2021-2026")
    goal = KL_ID["goal/nacka/2021-2026/1.1"]
    assert graph.value(goal, KL.subGoalOf) == KL_ID["goal/nacka/2021-2026/1"]
    assert graph.value(goal, DCTERMS.identifier) == Literal("1.1")
    target = KL_ID["target/nacka/2021-2026/1.2/no-year"]
    assert graph.value(target, KL.year) is None
    assert said(graph, target) == {KL.value: {decimal("-20")}}


def test_a_joint_plan_has_its_members_and_one_set_of_goals():
    graph = graph_of("nsr", "2020-2024")
    plan = KL_ID["plan/nsr/2020-2024"]
    assert len(set(graph.objects(plan, KL.municipality))) == 6
    assert (KL_ID["programme/nsr/2020-2024"], RDF.type, None) not in graph
    goal = KL_ID["goal/nsr/2020-2024/AP.2.1-1"]
    assert graph.value(goal, DCTERMS.identifier) == Literal("AP.2.1:1")
    home = "target/nsr/2020-2024/AP.2.1-1"
    whole = KL_ID[f"{home}/2020/outcome"]
    assert graph.value(whole, KL.area) == plan
    part = KL_ID[f"{home}/bjuv/2019/outcome"]
    assert graph.value(part, KL.value).toPython() == Decimal("115.2")
    assert set(graph.objects(part, KL.municipality)) == {KL_ID["municipality/bjuv"]}


def test_a_key_goal_without_a_number():
    graph = graph_of("borlange", "2023-2030")
    goal = KL_ID["goal/borlange/2023-2030/a"]
    assert (goal, RDF.type, KL.Goal) in graph
    assert graph.value(goal, DCTERMS.identifier) is None
    assert graph.value(goal, KL.goalOf) == KL_ID["plan/borlange/2023-2030"]


def test_an_action_without_number_and_what_a_follow_up_says():
    graph = graph_of("jonkoping", "phu-16")
    action = KL_ID["action/jonkoping/phu-16/fritidsbanken"]
    assert graph.value(action, DCTERMS.identifier) is None
    assert len(set(graph.objects(action, KL.responsible))) == 5
    assert graph.value(action, KL.startYear) is None
    assert graph.value(action, KL.endYear) == Literal("2019", datatype=XSD.integer)
    report = KL_ID["status/jonkoping/phu-16/fritidsbanken/2021-07-16"]
    assert graph.value(report, KL.reportsOn) == action
    assert graph.value(report, KL.actionStatus) == KL_ID["action-status/done"]


def test_plan_status_and_decision():
    graph = graph_of("gagnef", "2018-2022")
    plan = KL_ID["plan/gagnef/2018-2022"]
    assert graph.value(plan, KL.planStatus) == KL_ID["plan-status/adopted"]
    assert str(graph.value(plan, KL.decidedAt)).startswith("2018-10-15")
    assert graph.value(plan, KL.decisionReference) == Literal("§ 128")


def test_falun_joins_the_regional_actions_without_titles(falun):
    r1 = KL_ID["action/dalarna/2023-2026/R1"]
    assert (r1, RDF.type, KL.RegionalAction) in falun
    assert falun.value(r1, DCTERMS.title) is None
    part = KL_ID["participation/falun/2023-2026/R1"]
    assert falun.value(part, KL.legallyRequired) == Literal("true", datatype=XSD.boolean)
    assert falun.value(part, KL.lead) == KL_ID["org/dalarna/dalava"]
    third = KL_ID["participation/falun/2023-2026/R3"]
    assert falun.value(third, KL.legallyRequired) is None  # the cell is empty, and not “nej”
    assert falun.value(third, KL.lead) == KL_ID["org/dalarna/byggekot"]  # “Temarupp Byggekot”


def test_a_goal_that_is_known_by_its_code_alone():
    graph = graph_of("sorab", "2021-2032")
    goal = KL_ID["goal/sorab/2021-2032/2.2"]
    assert graph.value(goal, DCTERMS.title) is None
    assert set(graph.objects(goal, RDFS.label)) == {
        Literal("Mål 2.2", lang="sv"),
        Literal("Goal 2.2", lang="en"),
    }
    assert set(graph.objects(goal, RDFS.comment)) == {
        Literal("Målets text står inte i källan.", lang="sv"),
        Literal("The goal's text is not in the source.", lang="en"),
    }
    assert graph.value(KL_ID["target/sorab/2021-2032/2.2/2021"], KL.targetFor) == goal


@pytest.mark.parametrize(
    ("owner", "period", "target", "printed", "unit"),
    [
        ("falun", "2023-2026", "falun/2023-2030/7/2026", "g/port", "g-per-portion"),
        ("nsr", "2020-2024", "nsr/2020-2024/AP.1.1-2/2024", "kilo per invånare och år",
         "kg-per-person"),
        ("jonkoping", "phu-16", "jonkoping/phu-16/PHU.16.10/no-year", "procent årligen",
         "percent-per-year"),
    ],
)  # fmt: skip
def test_a_unit_is_kept_as_printed_and_known(owner, period, target, printed, unit):
    graph = graph_of(owner, period)
    thing = KL_ID[f"target/{target}"]
    assert graph.value(thing, KL.unit) == Literal(printed)
    assert graph.value(thing, KL.measuredIn) == KL_ID[f"unit/{unit}"]


FILES = {
    "plan": "kommun,planperiod,programperiod\nFalun,2023-2030,2023-2026\n",
    "goals": "mål,text\n1,Mindre avfall\n",
}


@pytest.mark.parametrize(
    ("table", "text", "column", "words"),
    [
        ("targets", "mål,år,värde,typ\n2,2030,5,målvärde\n", "mål", "has no goal"),
        ("targets", "mål,område,år,värde,typ\n1,Falum,2030,5,målvärde\n", "område", "Falun"),
        ("status", "nr,status,datum\n7,klar,2025-01-01\n", "nr", "no municipal action"),
        ("organisations", "namn,slag,överordnad\nKontoret,enhet,Styrelsen\n", "överordnad",
         "not an organisation"),
        ("goals", "mål,text,ansvar\n1,Mindre avfall,Ingen\n", "ansvar", "not an organisation"),
        ("goals", "nyckel,text\na,\n", "text", "neither text nor number"),
    ],
)  # fmt: skip
def test_what_a_row_refers_to_must_be_there(tmp_path, table, text, column, words):
    directory = tmp_path / "tables" / "falun" / "2023-2026"
    directory.mkdir(parents=True)
    for name, body in (FILES | {table: text}).items():
        (directory / f"{name}.csv").write_text(body, encoding="utf-8")
    with pytest.raises(DataViolation) as caught:
        graph_of("falun", "2023-2026", tmp_path)
    (fault,) = caught.value.faults
    assert fault.place.column == column
    assert words in str(fault)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("kommun,planperiod\nFalun; Säter,2023-2030\n", "no key"),
        ("kommun,titel\nFalun,Plan\n", "no period"),
        ("kommun,planperiod,nyckel\nFalun,2023-2030,falun/egen\n", "stands in falun/2023-2026"),
    ],
)
def test_a_plan_must_say_whose_and_when(tmp_path, plan, words):
    directory = tmp_path / "tables" / "falun" / "2023-2026"
    directory.mkdir(parents=True)
    (directory / "plan.csv").write_text(plan, encoding="utf-8")
    with pytest.raises(DataViolation, match=words):
        graph_of("falun", "2023-2026", tmp_path)
