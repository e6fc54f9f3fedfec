"""What a document holds, from a graph small enough to count by hand."""

import pytest
from rdflib import Literal, URIRef

from kretslopp.engine import open_file
from kretslopp.namespaces import BASE, KL, KL_GRAPH, KL_ID, PROV, RDF, RDFS
from kretslopp.publication import documents
from kretslopp.publication.documents.describing import labels
from kretslopp.settings import Settings

DATA = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
BASE <https://w3id.org/kretslopp/id/>
GRAPH </kretslopp/graph/source/orsa/2027> {
  <action/K1> a kl:MunicipalAction ; rdfs:label "Åtgärd"@sv ; kl:startYear 2027 ;
    prov:wasDerivedFrom <record/K1> ; kl:contributesTo <goal/1.1> .
  <action/K2> kl:precededBy <action/K1> .
}
GRAPH </kretslopp/graph/inferred/orsa/2027> {
  <action/K1> a kl:Action ; kl:startYear 2027 .
  <action/K1> kl:precedes <action/K2> .
}
GRAPH </kretslopp/graph/provenance/orsa/2027> {
  <record/K1> a kl:SourceRow ; kl:row 2 ; kl:firstLine 7 ; kl:lastLine 9 ;
    kl:table <record/t> ; kl:cell <record/K1/ar>, <record/K1/nr>, <record/K1/mal> .
  <record/t> kl:tableName "municipal" ; kl:document <document> ; rdfs:label "Tabell"@sv .
  <document> kl:fileName "orsa.txt" .
  <record/K1/ar> kl:columnHead "år" ; kl:printedValue "2026" ; kl:correctedValue "2027" .
  <record/K1/nr> kl:columnHead "nr" ; kl:printedValue "1" .
  <record/K1/mal> kl:columnHead "mål" ; kl:correctedValue "1.1" .
  <programme/orsa/2027> rdfs:label "Program"@sv .
}
GRAPH </kretslopp/graph/interpretation/orsa/2027> {
  <action/K1> rdfs:label "Action"@en .
  <interpretation/1> a kl:Interpretation ; rdf:subject <action/K1> ; rdf:predicate rdfs:label ;
    rdf:object "Action"@en ; prov:wasAttributedTo <agent/a> ; kl:reason "Översatt"@sv ;
    kl:interpretationStatus <accepted> ; prov:generatedAtTime "2026-11-24T00:00:00Z" .
}
"""
K1 = KL_ID["action/K1"]
SOURCE, INFERRED, INTERPRETED = (
    KL_GRAPH[f"{kind}/orsa/2027"] for kind in ("source", "inferred", "interpretation")
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents") / "data.trig"
    path.write_text(DATA, encoding="utf-8")
    return open_file(path)


@pytest.fixture(scope="module")
def document(engine):
    return documents.describe(engine, K1, 1, Settings())


def test_each_statement_is_once_with_all_its_graphs(document):
    graphs = {statement.triple[1:]: statement.graphs for statement in document.statements}
    assert graphs == {
        (RDF.type, KL.MunicipalAction): (SOURCE,),
        (RDF.type, KL.Action): (INFERRED,),
        (RDFS.label, Literal("Åtgärd", lang="sv")): (SOURCE,),
        (RDFS.label, Literal("Action", lang="en")): (INTERPRETED,),
        (KL.startYear, Literal(2027)): (INFERRED, SOURCE),
        (KL.precedes, KL_ID["action/K2"]): (INFERRED,),
        (KL.contributesTo, KL_ID["goal/1.1"]): (SOURCE,),
        (PROV.wasDerivedFrom, KL_ID["record/K1"]): (SOURCE,),
    }
    assert len(document.statements) == 8
    both = next(item for item in document.statements if item.triple[1] == KL.startYear)
    assert both.kinds == ("inferred", "source")


def test_links_are_those_that_lead_to_the_thing(document):
    assert [(item.triple, item.graphs) for item in document.links.statements] == [
        ((KL_ID["action/K2"], KL.precededBy, K1), (SOURCE,)),
        ((KL_ID["interpretation/1"], RDF.subject, K1), (INTERPRETED,)),
    ]
    assert (document.links.total, document.links.pages) == (2, 1)


def test_links_are_cut_into_pages(engine):
    pages = [documents.describe(engine, K1, page, Settings(links_per_page=1)) for page in (1, 2, 3)]
    shown = [page.links.statements for page in pages]
    assert [len(statements) for statements in shown] == [1, 1, 0]
    assert shown[0] != shown[1]
    assert {(page.links.total, page.links.pages) for page in pages} == {(2, 2)}
    first, second = (documents.document_graph(page) for page in pages[:2])
    home = documents.address(K1)
    assert first.value(home, RDFS.seeAlso) == URIRef(f"{home}?page=2")
    assert second.value(home, RDFS.seeAlso) is None


def test_the_source_row_has_its_cells_in_the_tables_order(document):
    (row,) = document.rows
    assert (row.number, row.first_line, row.last_line, row.file) == (2, 7, 9, "orsa.txt")
    assert [(cell.head, cell.printed, cell.corrected) for cell in row.cells] == [
        ("nr", "1", None),
        ("mål", None, "1.1"),
        ("år", "2026", "2027"),
    ]


@pytest.mark.parametrize("name", ["record/K1", "record/K1/nr"])
def test_a_row_and_a_cell_have_their_own_row(engine, name):
    found = documents.describe(engine, KL_ID[name], 1, Settings())
    (row,) = found.rows
    assert (row.iri, row.number, row.file) == (KL_ID["record/K1"], 2, "orsa.txt")
    assert KL_ID["record/K1/nr"] in [cell.iri for cell in row.cells]


def test_an_interpretation_says_who_when_and_why(document):
    (found,) = document.curations
    assert found.statement == (RDFS.label, Literal("Action", lang="en"))
    assert (found.who, found.when) == (KL_ID["agent/a"], "2026-11-24")
    assert (found.reason, found.status) == (Literal("Översatt", lang="sv"), KL_ID["accepted"])


def test_everything_mentioned_is_labelled_terms_of_others_too(document):
    assert document.labels[KL_ID["record/t"]] == (Literal("Tabell", lang="sv"),)
    assert document.labels[KL_ID["programme/orsa/2027"]] == (Literal("Program", lang="sv"),)
    assert Literal("hämtad från", lang="sv") in document.labels[PROV.wasDerivedFrom]
    assert [text.language for text in document.labels[K1]] == ["en", "sv"]


def test_a_thing_that_is_only_mentioned_has_a_document(engine):
    found = documents.describe(engine, KL_ID["goal/1.1"], 1, Settings())
    assert not found.statements
    assert not found.is_empty
    assert documents.describe(engine, KL_ID["goal/2"], 1, Settings()).is_empty


def test_the_name_of_a_statement_stays_when_others_come_and_go(engine, document):
    alone = documents.describe(engine, K1, 2, Settings())
    names, fewer = (
        set(documents.document_graph(found).subjects(RDF.type, RDF.Statement))
        for found in (document, alone)
    )
    assert len(names) == 10
    assert fewer < names
    assert all(name.startswith(f"{BASE}doc/action/K1#statement-") for name in names)


def test_a_graph_is_described_page_by_page(engine):
    settings = Settings(statements_per_page=3)
    pages = [documents.describe_graph(engine, SOURCE, page, settings) for page in (1, 2, 3)]
    shown = [page.part.statements for page in pages]
    assert [len(statements) for statements in shown] == [3, 3, 0]
    assert not set(shown[0]) & set(shown[1])
    assert pages[0].part.total == len(documents.triples_of(engine, SOURCE)) == 6
    assert pages[0].kind == "source"
    assert pages[0].owners == (KL_ID["programme/orsa/2027"],)
    assert documents.describe_graph(engine, KL_GRAPH["source/x"], 1, settings).part.total == 0


def test_every_term_of_others_that_the_data_uses_has_a_name_in_both_languages(release):
    found = release.engine.select(
        "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } "
        f"FILTER NOT EXISTS {{ ?term <{RDFS.label}> ?label }} }}"
    ).rows
    used = {term for (term,) in found}
    assert len(used) > 60
    for term, texts in labels(release.engine, used).items():
        assert {text.language for text in texts} == {"sv", "en"}, term
        used.remove(term)
    assert not used


def test_a_document_has_the_name_of_its_thing():
    assert [documents.address(KL_ID[name]) for name in ("a", "goal/1.1")] == [
        URIRef(f"{BASE}doc/a"),
        URIRef(f"{BASE}doc/goal/1.1"),
    ]
