"""Why a triple holds, over HTTP: as a page, as JSON and as RDF."""

import json
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from rdflib import Graph, Literal

from kretslopp.explanation.rdf_form import WHY
from kretslopp.namespaces import DCTERMS, KL, KL_ID, PROV, RDF, RDFS, SKOS, XSD

K13 = str(KL_ID["action/borlange/2023-2026/K13"])
INFERRED = {
    "s": K13,
    "p": str(KL.indirectlyContributesTo),
    "o": str(KL_ID["goal/borlange/2023-2030/10"]),
}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def why(client, terms, *, path="/why", headers=None, **more):
    return client.get(f"{path}?{urlencode({**terms, **more})}", headers=headers)


def problem(answer):
    return answer.status_code, json.loads(answer.text)["type"].rpartition("#")[2]


def test_json_for_who_asks_for_nothing_special(published):
    answer = why(published, INFERRED)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert "Accept" in answer.vary
    found = answer.get_json()
    assert found["kind"] == "inferred"
    assert [source["lines"] for source in found["sources"]] == [[500, 506], [291, 305]]
    assert "å" in answer.text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("text/turtle, */*;q=0.1", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/turtle;q=0, application/json", "application/json"),
    ],
)
def test_negotiation(published, accept, media_type):
    answer = why(published, INFERRED, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, media_type)


@pytest.mark.parametrize(
    ("name", "rdf"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("nt", "nt"), ("rdf", "xml")]
)
def test_format_beats_accept(published, name, rdf):
    answer = why(published, INFERRED, headers={"Accept": "text/html"}, format=name)
    graph = Graph().parse(data=answer.text, format=rdf)
    (statement,) = (
        thing for thing in graph.subjects(RDF.type, RDF.Statement)
        if (thing, RDFS.comment, None) in graph
    )  # fmt: skip
    assert str(statement).startswith(WHY)
    assert graph.value(statement, PROV.wasGeneratedBy)
    assert why(published, INFERRED, headers={"Accept": "text/html"}, format="json").get_json()


def test_an_unknown_format_and_none_that_is_acceptable(published):
    assert problem(why(published, INFERRED, format="csv")) == (400, "unknown-format")
    refused = why(published, INFERRED, headers={"Accept": "image/png"})
    assert problem(refused) == (406, "not-acceptable")
    assert "application/json" in refused.get_json()["available"]


def test_the_page_is_in_the_reader_s_language_without_redirect(published):
    for wish, language in (("sv", "sv"), ("en-GB", "en"), ("fi", "sv")):
        answer = why(published, INFERRED, headers={**BROWSER, "Accept-Language": wish})
        assert answer.status_code == 200
        assert answer.headers["Content-Language"] == language
        assert {"Accept", "Accept-Language"} <= set(answer.vary)


def test_the_page_has_the_sentence_the_proof_and_local_links(published):
    answer = why(published, INFERRED, path="/sv/why")
    assert "Borlänges åtgärd K13 bidrar indirekt till Borlänges mål 10 eftersom" in answer.text
    links = Links()
    links.feed(answer.text)
    assert "/sv/doc/action/borlange/2023-2026/K13" in links.found
    assert "/sv/doc/record/borlange/2023-2026/municipal/K13" in links.found
    assert "/sv/doc/document/borlange/2023-2026" in links.found
    assert "/sv/graph/inferred/borlange/2023-2026" in links.found
    assert "/sv/def#indirectlyContributesTo" in links.found
    assert "prp-spo2" in answer.text
    for name in ("json", "ttl", "jsonld", "nt", "rdf"):
        (address,) = (link for link in links.found if link.endswith(f"&format={name}"))
        assert published.get(address).status_code == 200


class Links(HTMLParser):
    """Collects the addresses that a page leads to."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def test_the_links_of_the_page_answer(published):
    for path in ("/sv/why", "/en/why"):
        links = Links()
        links.feed(why(published, INFERRED, path=path).text)
        local = {link.partition("#")[0] for link in links.found if link.startswith("/")}
        assert len(local) > 15
        for link in local:
            assert published.get(link).status_code == 200, link


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_parameters_there_are_three_examples_and_a_form(published, language):
    answer = published.get(f"/{language}/why")
    assert answer.status_code == 200
    links = Links()
    links.feed(answer.text)
    examples = [link for link in links.found if "/why?s=" in link and "action" in link]
    assert len(examples) >= 3
    kinds = set()
    for link in examples:
        assert published.get(link).status_code == 200
        kinds.add(published.get(link.replace(f"/{language}/why", "/why")).get_json()["kind"])
    assert kinds == {"asserted", "inferred", "interpretation"}
    assert 'name="s"' in answer.text


def test_from_the_page_of_a_thing_each_statement_leads_here(published):
    links = Links()
    links.feed(published.get("/sv/doc/action/borlange/2023-2026/K13").text)
    leading = [link for link in links.found if link.startswith("/sv/why?")]
    assert len(leading) > 15
    for link in leading:
        assert published.get(link).status_code == 200, link


@pytest.mark.parametrize("left_out", ["s", "p", "o"])
def test_a_missing_parameter(published, left_out):
    terms = {name: value for name, value in INFERRED.items() if name != left_out}
    answer = why(published, terms)
    assert problem(answer) == (400, "missing-term")
    assert answer.get_json()["missing"] == [left_out]
    assert why(published, {**INFERRED, left_out: ""}).status_code == 400


def test_no_parameter_at_all_is_a_page_for_readers_and_a_problem_for_programs(published):
    assert problem(published.get("/why")) == (400, "missing-term")
    assert published.get("/why", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("s", "x", "not-an-iri"),
        ("s", f"<{K13}>", "not-an-iri"),
        ("p", '"a"', "not-an-iri"),
        ("p", "kl:responsible x", "not-an-iri"),
        ("o", "2026", "not-a-term"),
        ("o", '"a', "not-a-term"),
        ("o", '"a"^^xsd:integer', "not-a-term"),
    ],
)
def test_a_malformed_term(published, name, value, kind):
    answer = why(published, {**INFERRED, name: value})
    assert problem(answer) == (400, kind)
    assert answer.get_json()["parameter"] == name


def test_what_is_not_utf_8(published):
    answer = published.get(f"/why?{urlencode(INFERRED)}%E5")
    assert problem(answer) == (400, "not-utf-8")
    in_utf_8 = published.get(f"/why?{urlencode(INFERRED)}%C3%A5")
    assert problem(in_utf_8) == (404, "does-not-hold")


def test_twice_and_unknown_parameters(published):
    twice = published.get(f"/why?{urlencode(INFERRED)}&s=urn:x")
    assert problem(twice) == (400, "several-values")
    assert problem(why(published, INFERRED, graph="x")) == (400, "unknown-parameter")


def test_what_does_not_hold(published):
    wrong = {**INFERRED, "o": str(KL_ID["goal/borlange/2023-2030/1"])}
    answer = why(published, wrong)
    assert problem(answer) == (404, "does-not-hold")
    assert answer.get_json()["triple"] == wrong
    page = why(published, wrong, path="/sv/why", headers=BROWSER)
    assert page.status_code == 404
    assert "Det står inte i datamängden" in page.text
    assert f'value="{K13}"' in page.text


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (KL_ID["action/borlange/2023-2026/K13"], KL.endYear, f'"2026"^^<{XSD.integer}>'),
        (KL_ID["goal-area/nedskrapning"], SKOS.prefLabel, '"Nedskräpning"@sv'),
        (KL_ID["action/borlange/2023-2026/K13"], DCTERMS.identifier, '"K13"'),
        (KL_ID["action/borlange/2023-2026/K13"], DCTERMS.identifier, f'"K13"^^<{XSD.string}>'),
    ],
)
def test_literals_in_n_triples_syntax(published, subject, predicate, value):
    terms = {"s": subject, "p": predicate, "o": value}
    found = why(published, terms)
    assert found.status_code == 200
    assert why(published, terms, path="/en/why").status_code == 200


def test_another_term_of_the_same_value_does_not_hold(published):
    terms = {"s": K13, "p": str(KL.endYear), "o": f'"02026"^^<{XSD.integer}>'}
    assert why(published, terms).status_code == 404


def test_who_and_when_of_an_interpretation(published):
    terms = {
        "s": str(KL_ID["action/falun/2023-2026/K1"]),
        "p": str(SKOS.exactMatch),
        "o": str(KL_ID["action/borlange/2023-2026/K1"]),
    }
    found = why(published, terms).get_json()
    assert (found["kind"], found["who"], found["when"], found["status"]) == (
        "interpretation",
        "Projektet Kretslopp",
        "2026-11-30",
        "accepted",
    )
    assert "vår tolkning" in why(published, terms, path="/sv/why").text


def test_the_same_bytes_every_time_whatever_the_host(published):
    one = why(published, INFERRED, format="ttl").data
    other = why(published, INFERRED, headers={"Host": "example.org"}, format="ttl").data
    assert one == other
    assert Literal(str(len(Graph().parse(data=one, format="turtle")))) != Literal("0")


def test_without_a_release_there_is_no_such_address(client):
    assert client.get("/why").status_code == 404
