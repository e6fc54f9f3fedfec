import pytest
from rdflib import Literal

from kretslopp import artefacts
from kretslopp.errors import DataViolation
from kretslopp.mapping import interpretation
from kretslopp.mapping.interpretation import interpretation_graph
from kretslopp.namespaces import DCTERMS, KL, KL_ID, PROV, RDF, RDFS


@pytest.fixture(scope="module")
def graphs():
    found = interpretation.read(artefacts.data())
    return {item.suffix: interpretation_graph(item) for item in found}


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
        assert graph.value(note, PROV.wasAttributedTo) == KL_ID["agent/projektet-kretslopp"]
        assert graph.value(note, KL.reason).language == "sv"


def test_every_statement_has_its_interpretation(graphs):
    for name, graph in graphs.items():
        notes = set(graph.subjects(RDF.type, KL.Interpretation))
        statements = {(graph.value(n, RDF.subject), graph.value(n, RDF.predicate)) for n in notes}
        others = {
            (s, p) for s, p in graph.subject_predicates() if s not in notes and "/agent/" not in s
        }
        assert statements == others, name


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("action/x,title,A", "egenskap"),
        ("action/x,titel,", "på_engelska"),
        ("action/borlange/2023-2026/K14,titel,Again", "sak"),
    ],
)
def test_faults_have_a_place(data, row, column):
    path = data / "curation/interpretation/borlange/2023-2026/translations.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{row},Eva,2026-11-24,därför\n")
    with pytest.raises(DataViolation) as caught:
        interpretation.read(data)
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (25, column)
