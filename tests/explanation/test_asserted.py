"""Asserted triples, their cells looked up by hand in the document's text."""

import re

import pytest
from rdflib import Literal

from kretslopp import artefacts
from kretslopp.explanation import ExplanationKind
from kretslopp.namespaces import XSD
from kretslopp.schema import Step

TEXT = artefacts.data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"
ACTION = "action/borlange/2023-2026/"
PART = "participation/borlange/2023-2026/"
GOAL = "goal/borlange/2023-2030/"


def integer(text):
    return Literal(text, datatype=XSD.integer)


TRUE = Literal("true", datatype=XSD.boolean)

# subject, predicate, object; table, row, column, cell as printed, lines of the document
CASES = [
    (ACTION + "K13", "dcterms:identifier", Literal("K13"), "municipal", 14, "nr", "13", (500, 506)),
    (ACTION + "K13", "kl:goalArea", "goal-area/schaktmassor",
     "municipal", 14, "målområde", "Schaktmassor", (500, 506)),
    (ACTION + "K14", "dcterms:title", Literal("Optimera avfallsinsamlingstransporter.", lang="sv"),
     "municipal", 15, "åtgärder", "Optimera avfallsinsamlingstransporter.", (510, 516)),
    (ACTION + "K12", "kl:recommendedForAll", TRUE,
     "municipal", 13, "rekommenderas", "*", (495, 498)),
    (ACTION + "K3", "kl:contributesTo", GOAL + "5", "municipal", 4, "mål", "4,5", (391, 400)),
    (ACTION + "K3", "kl:precededBy", "action/dalarna/2023-2026/R11",
     "municipal", 4, "regional_åtgärd", "10,11,12", (391, 400)),
    (ACTION + "K3", "kl:buildsOn", PART + "R12",
     "municipal", 4, "regional_åtgärd", "10,11,12", (391, 400)),
    (ACTION + "K7", "kl:startYear", integer("2024"), "municipal", 8, "år", "2024-2026", (438, 445)),
    (ACTION + "K7", "kl:endYear", integer("2026"), "municipal", 8, "år", "2024-2026", (438, 445)),
    (ACTION + "K9", "kl:responsible", "org/borlange-energi/stadsmiljo",
     "municipal", 10, "ansvar", "Borlänge Energi AO Stadsmiljö", (456, 463)),
    (ACTION + "K22", "kl:legallyRequired", TRUE, "municipal", 23, "lagkrav", "X", (584, 590)),
    (ACTION + "K20", "skos:note", Literal("plast som inte är en förpackning", lang="sv"),
     "footnotes", 3, "text", "plast som inte är en förpackning", (603, 603)),
    (PART + "R1", "kl:lead", "org/dalarna/dalava",
     "regional", 2, "ansvar_regionalt", "DalaVA", (22, 33)),
    (PART + "R1", "kl:participant", "org/borlange-energi/vattentjanster",
     "regional", 2, "medverkande", "Borlänge Energi AO Vattentjänster", (22, 33)),
    (PART + "R18", "kl:contributesTo", GOAL + "10", "regional", 19, "mål", "10", (291, 305)),
    (PART + "R18", "kl:action", "action/dalarna/2023-2026/R18",
     "regional", 19, "nr", "18", (291, 305)),
    (PART + "R17", "kl:legallyRequired", TRUE, "regional", 18, "lagkrav", "X", (273, 287)),
    ("programme/borlange/2023-2026", "kl:endYear", integer("2026"),
     "plan", 2, "programperiod", "2023-2026", (2, 20)),
    ("plan/borlange/2023-2030", "kl:decisionReference", None, None, None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES[:-1], ids=lambda case: f"{case[0].split('/')[-1]}-{case[1]}")
def test_the_cell_of_each_column(why, case):
    subject, predicate, value, table, row, column, printed, lines = case
    found = why(subject, predicate, value)
    assert found.kind is ExplanationKind.ASSERTED
    assert "/graph/source/borlange/2023-2026" in found.graphs[0]
    source = found.sources[0]
    assert (source.table, source.row, source.column) == (table, row, column)
    assert (source.cell.printed, source.cell.corrected) == (printed, None)
    assert source.lines == lines
    assert source.file == TEXT.name
    assert source.document.endswith("/id/document/borlange/2023-2026")


@pytest.mark.parametrize("case", CASES[:-1], ids=lambda case: f"{case[0].split('/')[-1]}-{case[1]}")
def test_the_lines_of_the_document_say_so(case):
    """The cell's words stand in those lines of the received text, in some order."""
    *_, column, printed, (first, last) = case
    if column == "programperiod":
        printed = "2023-2026"
    lines = TEXT.read_text(encoding="utf-8").splitlines()[first - 1 : last]
    text = re.sub(r"\s+", " ", " ".join(lines))
    assert all(word in text for word in printed.split())


def test_what_does_not_hold_has_no_explanation(why):
    assert why(*CASES[-1][:2], Literal("§ 128")) is None


def test_a_corrected_cell_says_what_is_printed_and_who_corrected_it(why):
    title = Literal("Införa insamling av sällanförpackningar på ÅVC.", lang="sv")
    (source,) = why(ACTION + "K23", "dcterms:title", title).sources
    assert source.cell.printed == "Införa insamling av sällanförpackningar3 3på ÅVC."
    assert source.cell.corrected == "Införa insamling av sällanförpackningar3 på ÅVC."
    assert source.lines == (592, 598)
    assert source.step is Step.TITLE
    assert source.attribution.name == "Projektet Kretslopp"
    assert source.attribution.when.isoformat() == "2026-11-24"
    assert "Fotnotsmärket 3 står två gånger" in source.attribution.why


def test_a_cell_that_the_document_lacks_says_that_it_was_added(why):
    (source,) = why("programme/borlange/2023-2026", "kl:region", "region/dalarna").sources
    assert (source.cell.printed, source.cell.corrected) == (None, "Dalarna")
    assert "namnger inte avfallsregionen" in source.attribution.why


def test_what_no_cell_says_is_from_its_row(why):
    (source,) = why(ACTION + "K13", "rdf:type", "kl:MunicipalAction").sources
    assert (source.table, source.row, source.cell, source.step) == ("municipal", 14, None, Step.ROW)


def test_what_the_plan_says_of_all_rows_is_from_the_plans_row(why):
    (source,) = why(ACTION + "K13", "kl:municipality", "municipality/borlange").sources
    assert (source.table, source.row, source.cell.text) == ("plan", 2, "Borlänge")
    assert source.step is Step.NAMES


def test_a_goal_that_many_rows_name_has_them_all(why):
    """Goal 8 is named in the column mål of municipal actions 10 and 11 and nowhere else."""
    found = why(GOAL + "8", "dcterms:identifier", Literal("8"))
    assert [(item.table, item.row, item.cell.printed) for item in found.sources] == [
        ("municipal", 11, "8,9"),
        ("municipal", 12, "8,9"),
    ]


def test_what_two_programmes_print_has_the_rows_of_both(why):
    found = why("action/dalarna/2023-2026/R1", "kl:lead", "org/dalarna/dalava")
    assert [str(graph).split("/graph/")[1] for graph in found.graphs] == [
        "source/borlange/2023-2026",
        "source/falun/2023-2026",
    ]
    assert [item.cell.printed for item in found.sources] == ["DalaVA", "Dala VA"]


def test_a_row_that_is_no_document_s_says_where_it_is_from(why):
    """Falun's facts have no document of ours, but name the page; the year is only proposed."""
    (source,) = why("action/falun/2023-2026/K1", "kl:endYear", integer("2025")).sources
    assert source.document is None
    assert source.reference.startswith("https://www.falun.se/kretsloppsplan-for-falun/")
    assert source.cell.uncertain
    assert not source.cell.reworded


def test_a_joint_plan_is_called_after_its_municipalities(why):
    label = Literal("Avfallsplan Danderyd m.fl. 2021-2032", lang="sv")
    found = why("plan/sorab/2021-2032", "rdfs:label", label).sources
    cells = {source.column: source.cell.text for source in found}
    assert cells["kommun"].startswith("Danderyd; Järfälla")
    assert cells["planperiod"] == "2021-2032"


def test_a_follow_up_is_called_by_its_day_and_its_action(why):
    label = Literal("Uppföljning 2021-07-16: Minska matsvinnet", lang="sv")
    found = why("status/jonkoping/phu-16/minska-matsvinnet/2021-07-16", "rdfs:label", label)
    assert [(item.table, item.cell.text) for item in found.sources] == [
        ("status", "2021-07-16"),
        ("status", "minska-matsvinnet"),
        ("municipal", "Minska matsvinnet"),
    ]


def test_a_register_triple_has_the_entry_of_the_register(why):
    found = why("org/borlange-energi/atervinning", "org:unitOf", "org/borlange-energi")
    assert found.kind is ExplanationKind.ASSERTED
    (source,) = found.sources
    assert source.file == "data/curation/registers/organisations.csv"
    assert (source.table, source.column) == ("organisations", "överordnad")
    assert source.record.endswith("/record/register/organisations/borlange-energi/atervinning")
    assert source.attribution.name == "Projektet Kretslopp"
    assert source.attribution.when.isoformat() == "2026-11-24"
    assert "en enhet (AO) inom Borlänge Energi" in source.attribution.why


def test_a_county_has_the_entries_of_its_municipalities(why):
    found = why("county/dalarnas-lan", "rdf:type", "kl:County")
    assert len(found.sources) == 15
    assert {source.column for source in found.sources} == {"län"}


def test_an_axiom_is_the_ontologys(why):
    found = why("kl:responsible", "rdfs:subPropertyOf", "kl:involves")
    assert [str(source.record) for source in found.sources] == ["https://w3id.org/kretslopp/def"]


def test_a_cells_own_triple_is_of_that_cell(why):
    cell = "record/borlange/2023-2026/municipal/K13/ar"
    (source,) = why(cell, "kl:printedValue", Literal("2026")).sources
    assert (source.table, source.row, source.column) == ("municipal", 14, "år")


def test_literals_are_compared_by_term(why):
    subject = ACTION + "K13"
    assert why(subject, "kl:endYear", integer("2026")) is not None
    padded = Literal("02026", datatype=XSD.integer, normalize=False)
    assert why(subject, "kl:endYear", padded) is None
    assert why(subject, "kl:endYear", Literal("2026")) is None
    assert why(subject, "dcterms:identifier", Literal("K13", lang="sv")) is None


def test_utc_may_be_written_in_both_of_its_ways(why):
    report = "status/jonkoping/phu-16/minska-matsvinnet/2021-07-16"
    for zone in ("Z", "+00:00"):
        day = Literal(f"2021-07-16T00:00:00{zone}", datatype=XSD.dateTime, normalize=False)
        assert why(report, "kl:reportedAt", day) is not None
