"""What plans outside Dalarna print: a made-up joint plan with all of it, table by table."""

import csv

import pytest
from rdflib import Literal

from kretslopp import artefacts, ontology
from kretslopp.errors import DataViolation
from kretslopp.mapping import programme, registers
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import DCTERMS, KL, KL_ID, QB, RDF, RDFS, SKOS, XSD

REGISTERS = registers.read_registers(artefacts.data())
UNITS = ontology.units(ontology.load(artefacts.ontology()))
PLAN = {
    "kommun": "Falun; Borlänge; Säter",
    "titel": "Gemensam avfallsplan",
    "planperiod": "2024-",
    "nyckel": "tre",
    "diarienummer": "KS 2022/113",
    "samråd_från": "2023-08-15",
    "samråd_till": "2023-09-30",
    "ersätter": "tre/2018-2022",
    "antal_mål": "10",
    "antal_åtgärder": "54",
}
GOALS = [
    {"text": "Förebygga", "nyckel": "a", "nivå": "Område"},
    {
        "mål": "1.",
        "text": "Mindre matsvinn",
        "nivå": "mål",
        "överordnat_mål": "a",
        "ansvar": "Renhållaren; Arbetsgrupp avfall",
        "berörda": "Skolor",
        "nationellt_mål": "God bebyggd miljö",
        "globalt_mål": "12.3",
    },
]
ORGANISATIONS = [
    {"namn": "Renhållaren", "slag": "Kommunalt bolag"},
    {"namn": "Arbetsgrupp avfall", "slag": "annan organisation"},
]
ACTION = {"nr": "1", "åtgärder": "Mät matsvinnet"}


def written(home, **tables):
    """The source graph of the plan with these tables."""
    directory = home / "tre" / "from-2024"
    directory.mkdir(parents=True)
    for name, rows in {"plan": [PLAN], "organisations": ORGANISATIONS, **tables}.items():
        heads = list(dict.fromkeys(head for row in rows for head in row))
        with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return source_graph(programme.read_programme(directory, REGISTERS), REGISTERS, UNITS)


def faults(home, **tables):
    with pytest.raises(DataViolation) as caught:
        written(home, **tables)
    return [
        (fault.place.row, fault.place.column, fault.message, fault.advice)
        for fault in caught.value.faults
    ]


def sv(text):
    return Literal(text, lang="sv")


def thing(kind, *rest):
    return KL_ID["/".join((kind, "tre", "from-2024", *rest))]


def day(text):
    return Literal(f"{text}T00:00:00+00:00", datatype=XSD.dateTime)


def said(graph, subject):
    """What is said of a thing, but for what it is called and where it was read."""
    left_out = (RDF.type, RDFS.label)
    return {
        (predicate, value)
        for predicate, value in graph.predicate_objects(subject)
        if predicate not in left_out and "prov#" not in predicate
    }


def municipal(home, **cells):
    graph = written(home, goals=GOALS, municipal=[{**ACTION, **cells}])
    return graph, next(graph.subjects(RDF.type, KL.MunicipalAction))


def test_what_a_plan_says_of_itself(tmp_path):
    graph = written(tmp_path)
    plan = thing("plan")
    assert said(graph, plan) == {
        (DCTERMS.title, sv("Gemensam avfallsplan")),
        (KL.startYear, Literal(2024)),
        (KL.recordNumber, Literal("KS 2022/113")),
        (KL.consultationFrom, day("2023-08-15")),
        (KL.consultationTo, day("2023-09-30")),
        (DCTERMS.replaces, KL_ID["plan/tre/2018-2022"]),
        (KL.numberOfGoals, Literal(10)),
        (KL.numberOfActions, Literal(54)),
        *(
            (KL.municipality, KL_ID[f"municipality/{name}"])
            for name in ("falun", "borlange", "sater")
        ),
    }


def test_each_member_decides_on_its_own_day(tmp_path):
    rows = [
        {
            "kommun": "Falu kommun",
            "status": "antagen",
            "beslutsdatum": "2024-01-15",
            "beslutsreferens": "§ 7",
        },
        {"kommun": "Säter", "status": "Förslag"},
    ]
    graph = written(tmp_path, decisions=rows)
    assert said(graph, thing("decision", "falun")) == {
        (KL.decisionOn, thing("plan")),
        (KL.municipality, KL_ID["municipality/falun"]),
        (KL.planStatus, KL_ID["plan-status/adopted"]),
        (KL.decidedAt, day("2024-01-15")),
        (KL.decisionReference, Literal("§ 7")),
    }
    assert (thing("decision", "sater"), KL.planStatus, KL_ID["plan-status/proposal"]) in graph
    assert (thing("decision", "borlange"), None, None) not in graph


def test_a_decision_of_another_municipality_is_refused(tmp_path):
    ((row, column, message, _),) = faults(tmp_path, decisions=[{"kommun": "Gagnef"}])
    assert (row, column) == (2, "kommun")
    assert "Gagnef" in message


def test_goals_have_levels_and_headings_above_them(tmp_path):
    graph = written(tmp_path, goals=GOALS)
    assert (thing("goal", "a"), KL.goalLevel, KL_ID["goal-level/area"]) in graph
    assert said(graph, thing("goal", "1")) == {
        (DCTERMS.identifier, Literal("1")),
        (KL.number, Literal(1)),
        (DCTERMS.title, sv("Mindre matsvinn")),
        (KL.goalOf, thing("plan")),
        (KL.goalLevel, KL_ID["goal-level/goal"]),
        (KL.subGoalOf, thing("goal", "a")),
        (KL.goalResponsible, KL_ID["org/tre/renhallaren"]),
        (KL.goalResponsible, KL_ID["org/tre/arbetsgrupp-avfall"]),
        (KL.affected, sv("Skolor")),
        (KL.nationalObjective, sv("God bebyggd miljö")),
        (KL.globalGoal, sv("12.3")),
    }


def test_the_owner_judges_a_goal(tmp_path):
    rows = [{"mål": "1", "bedömning": "Når vi delvis", "datum": "2025-07-28"}]
    graph = written(tmp_path, goals=GOALS, assessments=rows)
    assert said(graph, thing("assessment", "1", "2025-07-28")) == {
        (KL.assesses, thing("goal", "1")),
        (KL.judgement, sv("Når vi delvis")),
        (KL.assessedAt, day("2025-07-28")),
    }


def test_two_measures_of_one_goal_and_year_are_two_values(tmp_path):
    indicators = [
        {
            "indikator": "AP.1",
            "mål": "1",
            "namn": "Matsvinn",
            "enhet": "kg/person",
            "önskad_riktning": "Minskande",
        },
        {"namn": "Andel skolor", "nyckel": "andel-skolor"},
    ]
    targets = [
        {"mål": "1", "indikator": "AP.1", "år": "2030", "värde": "minst 70", "typ": "målvärde"},
        {
            "mål": "1",
            "indikator": "andel-skolor",
            "år": "2030",
            "värde": "-25",
            "typ": "målvärde",
            "basår": "2015",
        },
        {"indikator": "andel-skolor", "år": "2030", "värde": "6 av 12", "typ": "utfall"},
    ]
    graph = written(tmp_path, goals=GOALS, indicators=indicators, targets=targets)
    assert said(graph, thing("indicator", "AP.1")) == {
        (DCTERMS.identifier, Literal("AP.1")),
        (DCTERMS.title, sv("Matsvinn")),
        (KL.indicatorFor, thing("goal", "1")),
        (KL.unit, Literal("kg/person")),
        (KL.measuredIn, KL_ID["unit/kg-per-person"]),
        (KL.desiredDirection, KL_ID["direction/decreasing"]),
    }
    least = thing("target", "1", "AP.1", "2030")
    assert (least, KL.lowerLimit, Literal("70", datatype=XSD.decimal)) in graph
    assert (least, KL.valueText, sv("minst 70")) in graph
    change = thing("target", "1", "andel-skolor", "2030")
    assert (change, KL.baseYear, Literal(2015)) in graph
    assert (change, KL.indicator, thing("indicator", "andel-skolor")) in graph
    outcome = thing("target", "indicator", "andel-skolor", "2030", "outcome")
    assert (outcome, KL.value, Literal("6", datatype=XSD.decimal)) in graph
    assert (outcome, KL.targetFor, None) not in graph
    for value in (change, outcome):
        assert list(graph.objects(value, QB.dataSet)) == [KL_ID["cube/indicators"]]


@pytest.mark.parametrize(
    ("printed", "number", "limit"),
    [
        ("384", "384", None),
        ("165,2", "165.2", None),
        ("–25", "-25", None),
        ("1 200", "1200", None),
        ("60 %", "60", None),
        ("ca 300", "300", None),
        ("6 av 12", "6", None),
        ("1,60", "1.6", None),
        ("100", "100", None),
        ("minst 70", "70", KL.lowerLimit),
        ("≥70", "70", KL.lowerLimit),
        (">481", "481", KL.lowerLimit),
        ("högst 13", "13", KL.upperLimit),
        ("≤13", "13", KL.upperLimit),
        ("<434", "434", KL.upperLimit),
        ("35/45", None, None),
        ("plan finns", None, None),
    ],
)
def test_a_value_is_read_and_its_print_kept(tmp_path, printed, number, limit):
    rows = [{"mål": "1", "år": "2030", "värde": printed, "typ": "målvärde"}]
    graph = written(tmp_path, goals=GOALS, targets=rows)
    target = thing("target", "1", "2030")
    numbers = {
        (predicate, str(graph.value(target, predicate)))
        for predicate in (KL.value, KL.lowerLimit, KL.upperLimit)
        if (target, predicate, None) in graph
    }
    assert numbers == ({(limit or KL.value, number)} if number else set())
    plain = printed.lstrip("<>–").replace(",", "").replace(" ", "").isdigit()
    assert (target, KL.valueText, sv(printed)) in graph or plain


def test_a_value_of_nothing_is_refused(tmp_path):
    rows = [{"mål": "", "indikator": "", "år": "2030", "värde": "1", "typ": "utfall"}]
    ((row, column, *_),) = faults(tmp_path, goals=GOALS, targets=rows)
    assert (row, column) == (2, "mål")


def test_what_an_action_says(tmp_path):
    cells = {
        "beskrivning": "Alla kök väger",
        "utförare": "Renhållaren",
        "arbetsgrupp": "Arbetsgrupp avfall",
        "berörda": "Skolor",
        "finansiering": "Taxan",
        "kostnad": "120 000 kr",
        "prioritet": "Hög",
        "förväntad_effekt": "Mindre svinn",
        "uppföljning": "Årlig vägning",
        "nationellt_mål": "God bebyggd miljö",
        "år": "Q2 2025, därefter årligen",
        "mål": "1",
    }
    graph, action = municipal(tmp_path, **cells)
    assert said(graph, action) >= {
        (DCTERMS.description, sv("Alla kök väger")),
        (KL.carriedOutBy, KL_ID["org/tre/renhallaren"]),
        (KL.workingGroup, KL_ID["org/tre/arbetsgrupp-avfall"]),
        (KL.affected, sv("Skolor")),
        (KL.funding, sv("Taxan")),
        (KL.cost, sv("120 000 kr")),
        (KL.priority, sv("Hög")),
        (KL.expectedEffect, sv("Mindre svinn")),
        (KL.followUp, sv("Årlig vägning")),
        (KL.nationalObjective, sv("God bebyggd miljö")),
        (KL.timeAsPrinted, sv("Q2 2025, därefter årligen")),
        (KL.startYear, Literal(2025)),
        (KL.continuous, Literal(True)),
    }
    assert (action, KL.endYear, None) not in graph


def test_a_time_that_can_not_be_read_is_kept(tmp_path):
    graph, action = municipal(tmp_path, år="efter beslut")
    assert (action, KL.timeAsPrinted, sv("efter beslut")) in graph
    assert not {KL.startYear, KL.endYear, KL.continuous} & set(graph.predicates(action))


def test_a_row_of_a_joint_plan_may_be_for_one_member(tmp_path):
    graph, action = municipal(tmp_path, kommun="Säters kommun")
    assert list(graph.objects(action, KL.municipality)) == [KL_ID["municipality/sater"]]


def test_a_row_for_none_of_the_members_is_refused(tmp_path):
    rows = [{**ACTION, "kommun": "Nacka"}]
    ((row, column, *_),) = faults(tmp_path, municipal=rows)
    assert (row, column) == (2, "kommun")


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("7", "K7"),
        ("K7", "K7"),
        ("K 7.", "K7"),
        ("1A", "1A"),
        ("1.1.2", "1.1.2"),
        ("FBS 2017:1 (alla kommuner)", "FBS 2017:1"),
    ],
)
def test_a_code_is_read_from_the_number_as_printed(tmp_path, printed, code):
    graph, action = municipal(tmp_path, nr=printed)
    assert graph.value(action, DCTERMS.identifier) == Literal(code)


def test_a_plan_has_goal_areas_of_its_own(tmp_path):
    rows = [{**ACTION, "målområde": "Förebygga avfall"}]
    graph = written(tmp_path, areas=[{"namn": "Förebygga avfall"}], municipal=rows)
    area = KL_ID["goal-area/tre/forebygga-avfall"]
    assert said(graph, area) == {
        (KL.goalAreaOf, thing("plan")),
        (SKOS.prefLabel, sv("Förebygga avfall")),
    }
    assert list(graph.objects(None, KL.goalArea)) == [area]


def test_an_area_of_the_register_is_shared(tmp_path):
    graph, action = municipal(tmp_path, målområde="Matsvinn")
    assert graph.value(action, KL.goalArea) == KL_ID["goal-area/matsvinn"]
    assert (None, RDF.type, KL.GoalArea) not in graph


def test_an_unknown_area_is_the_plans_own_and_says_so(tmp_path):
    graph, action = municipal(tmp_path, målområde="Förebygga avfall")
    area = graph.value(action, KL.goalArea)
    assert area == KL_ID["goal-area/tre/forebygga-avfall"]
    assert sorted(text.language for text in graph.objects(area, RDFS.comment)) == ["en", "sv"]


def test_an_unknown_area_is_refused_beside_a_table_of_them(tmp_path):
    rows = [{**ACTION, "målområde": "Förebyga avfall"}]
    ((row, column, _, advice),) = faults(
        tmp_path, areas=[{"namn": "Förebygga avfall"}], municipal=rows
    )
    assert (row, column) == (2, "målområde")
    assert "Förebygga avfall" in advice


STATUS = {"nr": "2", "status": "klar", "datum": "2025-07-28"}
UNDEFINED = [
    ({"municipal": [{**ACTION, "mål": "71"}]}, "mål"),
    ({"municipal": [{**ACTION, "mål": "1,99"}]}, "mål"),
    ({"targets": [{"mål": "7", "värde": "1", "typ": "utfall"}]}, "mål"),
    (
        {
            "targets": [{"indikator": "7", "värde": "1", "typ": "utfall"}],
            "indicators": [{"indikator": "1", "namn": "A"}],
        },
        "indikator",
    ),
    ({"assessments": [{"mål": "7", "bedömning": "A", "datum": "2025-07-28"}]}, "mål"),
    ({"indicators": [{"indikator": "1", "mål": "7", "namn": "A"}]}, "mål"),
    ({"municipal": [ACTION], "status": [STATUS]}, "nr"),
]


@pytest.mark.parametrize(("tables", "head"), UNDEFINED, ids=lambda item: str(item)[:30])
def test_a_code_that_nothing_defines_is_refused(tmp_path, tables, head):
    ((row, column, message, advice),) = faults(tmp_path, goals=GOALS, **tables)
    assert (row, column) == (2, head)
    assert "has no" in message
    assert "known" in advice.casefold()


def test_without_a_table_of_goals_they_are_known_by_their_codes(tmp_path):
    graph = written(tmp_path, municipal=[{**ACTION, "mål": "4"}])
    goal = thing("goal", "4")
    assert (goal, DCTERMS.title, None) not in graph
    assert (goal, RDFS.comment, sv("Målets text står inte i källan.")) in graph


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Försenad", "delayed"), ("UTGÅR", "dropped"), ("genomförd", "done"), ("Klar", "done")],
)
def test_statuses_are_read_in_any_case(tmp_path, printed, name):
    rows = [{**STATUS, "nr": "K 1.", "status": printed}]
    graph = written(tmp_path, municipal=[ACTION], status=rows)
    report = thing("status", "K1", "2025-07-28")
    assert graph.value(report, KL.actionStatus) == KL_ID[f"action-status/{name}"]


def test_values_of_one_year_have_each_an_address(tmp_path):
    """Of a goal and an indicator of the same code, and of a baseline and a target of one year."""
    goals = [{"mål": "1.", "text": "Mindre matsvinn"}]
    indicators = [{"indikator": "1", "namn": "Matsvinn"}]
    of_goal = [
        {"mål": "1.", "år": "2030", "värde": value, "typ": kind}
        for value, kind in (("40", "basvärde"), ("20", "målvärde"), ("30", "utfall"))
    ]
    of_indicator = [{"indikator": "1", "år": "2030", "värde": "7", "typ": "målvärde"}]
    graph = written(tmp_path, goals=goals, indicators=indicators, targets=[*of_goal, *of_indicator])
    values = {
        str(target).rpartition("from-2024/")[2]: str(graph.value(target, KL.value))
        for target in graph.subjects(RDF.type, KL.Target)
    }
    assert values == {
        "1/2030/baseline": "40",
        "1/2030": "20",
        "1/2030/outcome": "30",
        "indicator/1/2030": "7",
    }


def test_an_assessment_names_its_goal_as_the_document_does(tmp_path):
    rows = [{"mål": "1.", "bedömning": "Når vi", "datum": "2025-07-28"}]
    graph = written(tmp_path, goals=GOALS, assessments=rows)
    assert graph.value(thing("assessment", "1", "2025-07-28"), KL.assesses) == thing("goal", "1")


def test_a_time_in_our_words_is_not_as_printed(tmp_path):
    graph, action = municipal(tmp_path, år="senast 2025", egna_ord="år")
    assert graph.value(action, KL.endYear) == Literal(2025)
    assert (action, KL.timeAsPrinted, None) not in graph


def test_a_goal_area_without_any_letter_is_refused(tmp_path):
    ((row, column, *_),) = faults(tmp_path, municipal=[{**ACTION, "målområde": "***"}])
    assert (row, column) == (2, "målområde")
