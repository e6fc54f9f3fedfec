import shutil

import pytest
from rdflib import Literal, URIRef

from kretslopp import artefacts, dataset, engine
from kretslopp.building.context import BuildContext
from kretslopp.curation import read_rows
from kretslopp.errors import DataViolation
from kretslopp.mapping import interpretation
from kretslopp.mapping.interpretation import interpretation_graph
from kretslopp.namespaces import DCTERMS, KL, KL_ID, PROV, RDF, RDFS, SKOS

KNOWN = {
    KL_ID["legal/forpackningsforordningen"],
    KL_ID["plan-content/goals"],
    KL_ID["waste-stream/packaging"],
    KL_ID["waste-hierarchy/recycling"],
}
HOME = "curation/interpretation"
LINKS = f"{HOME}/borlange/2023-2026/links.csv"
STATUS = {name: KL_ID[f"interpretation-status/{name}"] for name in ("proposed", "accepted")}


@pytest.fixture(scope="module")
def graphs():
    found = BuildContext.read(artefacts.data()).interpretations
    return {item.suffix: interpretation_graph(item) for item in found}


@pytest.fixture
def curated(tmp_path):
    """Write files of interpretations into an empty data directory, and read them."""

    def read(**files):
        for name, text in {"themes": THEMES, **files}.items():
            folder, _, stem = name.rpartition("__")
            path = tmp_path / HOME / folder.replace("__", "/").replace("_", "-") / f"{stem}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return interpretation.read_curated(tmp_path, KNOWN)

    return read


BY = "Eva,2026-11-24,därför"
THEMES = (
    f"adress,namn,på_engelska,överordnat,vem,när,varför\nfood-waste,Matsvinn,Food waste,,{BY}\n"
)
LINKS_HEAD = "sak,egenskap,värde,läge,vem,när,varför\n"


def link(sak="goal/borlange/2023-2030/6", egenskap="målteman", värde="goal-theme/food-waste",
         läge="godtagen"):  # fmt: skip
    return f"{LINKS_HEAD}{sak},{egenskap},{värde},{läge},{BY}\n"


def test_all_42_titles_are_translated(graphs):
    titles = [
        thing
        for name in ("borlange/2023-2026", "dalarna/2023-2026")
        for thing in graphs[name].subjects(DCTERMS.title)
    ]
    assert len(set(titles)) == 42


def test_a_translation_is_the_label_too_and_each_says_whose_it_is(graphs):
    graph, k14 = graphs["borlange/2023-2026"], KL_ID["action/borlange/2023-2026/K14"]
    text = Literal("Optimise waste collection transport.", lang="en")
    for predicate, name in ((DCTERMS.title, "title-en"), (RDFS.label, "label-en")):
        assert graph.value(k14, predicate) == text
        note = KL_ID[f"interpretation/action/borlange/2023-2026/K14/{name}"]
        assert (note, RDF.type, KL.Interpretation) in graph
        assert graph.value(note, RDF.subject) == k14
        assert graph.value(note, RDF.predicate) == predicate
        assert graph.value(note, RDF.object) == text
        assert graph.value(note, KL.interpretationStatus) == STATUS["accepted"]
        assert graph.value(note, PROV.wasAttributedTo) == KL_ID["agent/projektet-kretslopp"]
        assert graph.value(note, KL.reason).language == "sv"


def test_every_statement_has_its_interpretation(graphs):
    assert len(graphs) == 73
    for name, graph in graphs.items():
        notes = set(graph.subjects(RDF.type, KL.Interpretation))
        assert notes
        for note in notes:
            assert graph.value(note, KL.interpretationStatus) in STATUS.values()
        parts = (RDF.subject, RDF.predicate, RDF.object)
        statements = {tuple(graph.value(note, part) for part in parts) for note in notes}
        concepts = {thing for thing, _, kind in statements if kind in (KL.GoalTheme, KL.SdgTarget)}
        concepts |= set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        others = {
            (s, p, o)
            for s, p, o in graph
            # What a concept is called comes with the statement that it is one.
            if s not in notes and "/agent/" not in s and s not in concepts
        }
        assert others == {item for item in statements if item[0] not in concepts}, name
        assert statements <= set(graph), name


B, D, F = "borlange/2023-2026", "dalarna/2023-2026", "falun/2023-2026"


@pytest.mark.parametrize(
    ("suffix", "thing", "predicate", "value", "status"),
    [
        (B, "goal/borlange/2023-2030/6", KL.goalTheme, "goal-theme/food-waste", "proposed"),
        (F, "goal/falun/2023-2030/7", KL.goalTheme, "goal-theme/food-waste", "accepted"),
        (B, "goal/borlange/2023-2030/4", KL.goalTheme, "goal-theme/construction-waste", "proposed"),
        (B, f"action/{B}/K12", KL.legalBasis, "legal/nedskrapningsavgifter", "accepted"),
        (D, f"action/{D}/R6", KL.legalBasis, "legal/forpackningsforordningen", "accepted"),
        (B, f"action/{B}/K21", KL.wasteHierarchyStep, "waste-hierarchy/recycling", "accepted"),
        (B, f"action/{B}/K22", KL.wasteStream, "waste-stream/flat-glass", "accepted"),
        (F, "goal/falun/2023-2030/7", KL.sdgTarget, "sdg/12.3", "accepted"),
        (
            "nsr/2020-2024",
            "goal/nsr/2020-2024/AP.1.1-2",
            KL.goalTheme,
            "goal-theme/food-waste",
            "accepted",
        ),
        ("register", "legal/nfs-2017-2-4", KL.asksFor, "goal-theme/littering", "accepted"),
        (
            "register",
            "legal/nfs-2017-2-8",
            KL.asksFor,
            "plan-content/needs-of-facilities",
            "proposed",
        ),
        ("alignments", f"action/{F}/K9", SKOS.exactMatch, f"action/{B}/K7", "accepted"),
    ],
)
def test_links_say_what_they_link_and_how_sure_that_is(
    graphs, suffix, thing, predicate, value, status
):
    graph = graphs[suffix]
    assert (KL_ID[thing], predicate, KL_ID[value]) in graph
    note = KL_ID[f"interpretation/{thing}/{value}"]
    assert graph.value(note, RDF.predicate) == predicate
    assert graph.value(note, KL.interpretationStatus) == STATUS[status]
    assert graph.value(note, KL.reason)


def test_the_six_counterparts_and_one_action_of_two_periods_are_the_only_alignments(graphs):
    graph = graphs["alignments"]
    assert len(list(graph.subject_objects(SKOS.exactMatch))) == 6
    before, after = (KL_ID[f"action/karlstad/{period}/fossil-plast"]
                     for period in ("2019-2023", "2024-2027"))  # fmt: skip
    assert list(graph.subject_objects(SKOS.closeMatch)) == [(before, after)]


def test_a_goal_without_a_text_has_a_reason_that_says_so(graphs):
    graph = graphs["borlange/2023-2026"]
    notes = list(graph.subjects(RDF.predicate, KL.goalTheme))
    assert len(notes) == 13
    for note in notes:
        assert "Målets text står inte i källan" in graph.value(note, KL.reason)


def test_concepts_have_both_names_and_the_address_that_others_use(graphs):
    theme = KL_ID["goal-theme/food-waste"]
    graph = graphs["goal-themes"]
    assert (theme, RDF.type, KL.GoalTheme) in graph
    assert (theme, SKOS.inScheme, KL_ID["goal-theme"]) in graph
    names = {str(name) for name in graph.objects(theme, SKOS.prefLabel)}
    assert names == {"Matsvinn", "Food waste"}
    broader = (
        KL_ID["goal-theme/residual-waste"],
        SKOS.broader,
        KL_ID["goal-theme/household-waste"],
    )
    assert broader in graph
    un = URIRef("http://metadata.un.org/sdg/12.3")
    assert (KL_ID["sdg/12.3"], SKOS.exactMatch, un) in graphs["sdg"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("action/x,title,A", "egenskap"),
        ("action/x,titel,", "på_engelska"),
        ("action/borlange/2023-2026/K14,titel,Again", "sak"),
        ("indicator/borlange/2023-2030/I 2:1,titel,Amount", "sak"),
    ],
)
def test_faults_of_a_translation_have_a_place(curated, tmp_path, row, column):
    source = artefacts.data() / HOME / "borlange/2023-2026/translations.csv"
    text = source.read_text(encoding="utf-8")
    with pytest.raises(DataViolation) as caught:
        curated(borlange__2023_2026__translations=f"{text}{row},{BY}\n")
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (25, column)


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"egenskap": "måltema"}, "egenskap", "Nearest known: målteman"),
        ({"sak": "action/borlange/2023-2026/K3"}, "sak", "not the address of goal"),
        ({"sak": "goal/borlange/2023-2030"}, "sak", "Write it as goal/borlange/2023-2030/4"),
        ({"sak": "goal/borlange/2023-2030/å"}, "sak", "not the address of goal"),
        ({"sak": "goal/falun/2023-2030/6"}, "sak", "does not belong in borlange/2023-2026"),
        ({"värde": "goal-theme/food-wasted"}, "värde", "Nearest known: goal-theme/food-waste"),
        ({"värde": "waste-stream/packaging"}, "värde", "not the address of goal-theme"),
        ({"läge": "klar"}, "läge", "Write föreslagen or godtagen"),
        ({"läge": ""}, "läge", "Write föreslagen or godtagen"),
        ({"sak": "action/borlange/2023-2026/K3", "egenskap": "laglig_grund",
          "värde": "legal/skollagen"}, "värde", "There is no “legal/skollagen”"),
        ({"sak": "action/borlange/2023-2026/K3", "egenskap": "samma_åtgärd",
          "värde": "action/falun/2023-2026/K5"}, "sak", "Alignments stand in alignments/"),
    ],
)  # fmt: skip
def test_faults_of_a_link_have_a_place_and_say_what_to_do(curated, cells, column, words):
    with pytest.raises(DataViolation) as caught:
        curated(borlange__2023_2026__links=link(**cells))
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (2, column)
    assert words in str(fault)


@pytest.mark.parametrize(
    ("folder", "cells", "column", "words"),
    [
        ("borlange__2023_2026", {}, "sak", "what provisions ask for in register/"),
        ("register", {"sak": "legal/skollagen"}, "sak", "There is no “legal/skollagen”"),
        ("register", {"värde": "plan-content/goal"}, "värde", "Nearest known: plan-content/goals"),
        ("register", {"värde": "waste-stream/packaging"}, "värde", "goal-theme or plan-content"),
    ],
)
def test_faults_of_what_a_provision_asks_for(curated, folder, cells, column, words):
    asks = {"sak": "legal/forpackningsforordningen", "värde": "plan-content/goals", **cells}
    with pytest.raises(DataViolation) as caught:
        curated(**{f"{folder}__links": link(egenskap="frågar_efter", **asks)})
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (2, column)
    assert words in str(fault)


def test_a_link_that_stands_twice_is_a_fault_in_either_direction(curated):
    one, other = "action/borlange/2023-2026/K3", "action/falun/2023-2026/K5"
    text = link(one, "samma_åtgärd", other)
    text += link(other, "liknande_åtgärd", one).removeprefix(LINKS_HEAD)
    with pytest.raises(DataViolation, match="Row 2 links these two already"):
        curated(alignments__links=text)


def test_an_action_is_not_like_itself(curated):
    one = "action/borlange/2023-2026/K3"
    with pytest.raises(DataViolation, match="linked to itself"):
        curated(alignments__links=link(one, "liknande_åtgärd", one))


def test_a_plan_replaces_the_one_before_it(curated):
    new, old = "plan/eslov-horby-hoor/2018-2021", "plan/eslov-horby-hoor/2014-2017"
    text = link(new, "ersätter", old, "föreslagen")
    found = curated(**{"eslov-horby-hoor__2018-2021__links": text})
    (graph,) = (
        interpretation_graph(it) for it in found if it.suffix == "eslov-horby-hoor/2018-2021"
    )
    assert (KL_ID[new], DCTERMS.replaces, KL_ID[old]) in graph
    assert (None, KL.interpretationStatus, STATUS["proposed"]) in graph


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("food waste,Svinn,Waste,", "adress"),
        ("food-waste,Svinn,Waste,", "adress"),
        ("littering,,Littering,", "namn"),
        ("littering,Skräp,,", "på_engelska"),
        ("littering,Skräp,Littering,litter", "överordnat"),
        ("littering,Skräp,Littering,littering", "överordnat"),
    ],
)
def test_faults_of_a_theme_have_a_place(curated, row, column):
    with pytest.raises(DataViolation) as caught:
        curated(themes=f"{THEMES}{row},{BY}\n")
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (3, column)


def test_what_others_call_a_target_is_an_address(curated):
    head = "adress,namn,på_engelska,motsvarar,vem,när,varför\n"
    with pytest.raises(DataViolation, match=r"12\.3” is not the address"):
        curated(sdg=f"{head}12.3,Matsvinn,Food waste,12.3,{BY}\n")


def test_every_fault_is_told_at_once(curated):
    text = link(egenskap="tema") + link(läge="klar").removeprefix(LINKS_HEAD)
    with pytest.raises(DataViolation) as caught:
        curated(borlange__2023_2026__links=text, themes=f"{THEMES}x,,,,{BY}\n")
    assert len(caught.value.faults) == 5  # the two links are of one pair, too


def test_a_data_directory_without_interpretations_adds_nothing(tmp_path):
    assert interpretation.read_curated(tmp_path, KNOWN) == ()
    assert interpretation.read_alignments(tmp_path) == ()


def test_the_alignments_are_read_by_themselves(tmp_path):
    target = interpretation.alignments_path(tmp_path)
    target.parent.mkdir(parents=True)
    shutil.copy(interpretation.alignments_path(artefacts.data()), target)
    rows = interpretation.read_alignments(tmp_path)
    assert rows == read_rows(target, interpretation.LINK_COLUMNS)
    pair = frozenset(
        KL_ID[f"action/{name}"] for name in ("falun/2023-2026/K5", "borlange/2023-2026/K3")
    )
    assert interpretation.alignments(rows)[pair]["läge"] == interpretation.ACCEPTED


def test_what_is_said_is_said_of_something(whole):
    """No link of the real data leads to what is not there."""
    query = """
    PREFIX kl: <https://w3id.org/kretslopp/def#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT DISTINCT ?thing WHERE {
      ?note a kl:Interpretation ; (rdf:subject|rdf:object) ?thing .
      FILTER(STRSTARTS(STR(?thing), "https://w3id.org/kretslopp/id/"))
      %s
    }"""
    opened = engine.open_dataset(dataset.current(whole))
    assert len(opened.select(query % "").rows) > 250
    assert opened.select(query % "FILTER NOT EXISTS { ?thing a ?kind }").rows == ()
