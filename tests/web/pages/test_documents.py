"""Every IRI of the data answers, in every form, through HTTP, with all the real data."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from conftest import copy_of_borlange
from kretslopp import dataset
from kretslopp.building import build
from kretslopp.explanation.terms import text_of
from kretslopp.namespaces import (
    BASE,
    DCTERMS,
    KL,
    KL_GRAPH,
    KL_ID,
    PROV,
    RDF,
    RDFS,
    VOID,
    XSD,
    new_graph,
)
from kretslopp.publication.release import WHOLE, open_release
from kretslopp.settings import Settings
from kretslopp.web import create_app
from kretslopp.web.pages.document_view import name_of
from web.page import Page

K3 = "action/borlange/2023-2026/K3"
K3_ROW = "record/borlange/2023-2026/municipal/K3"
BUSY = "agent/projektet-kretslopp"  # hundreds of links
FORMS = {
    "ttl": ("text/turtle; charset=utf-8", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
}
CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def things(release):
    """Every thing that the data has under id/, as subject or object."""
    rows = release.engine.select(
        "SELECT DISTINCT ?thing { { ?thing ?p ?o } UNION { ?s ?p ?thing } "
        f"FILTER(ISIRI(?thing) && STRSTARTS(STR(?thing), '{KL_ID}')) }}"
    ).rows
    return sorted(str(thing).removeprefix(str(KL_ID)) for (thing,) in rows)


def rdf(answer, name="nt"):
    assert answer.status_code == 200, answer.text
    graph = Graph().parse(data=answer.data, format=FORMS[name][1])
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    return graph


def test_no_name_of_a_thing_has_an_ending(things):
    endings = [
        name for name in things if name.endswith((".html", ".ttl", ".jsonld", ".nt", ".rdf"))
    ]
    assert endings == []
    assert "goal/jonkoping/phu-16/PHU.16.8" in things


def test_one_page_of_each_kind_of_thing(published, things):
    first = {name.split("/")[0]: name for name in reversed(things)}
    assert len(first) > 28
    for name in [*first.values(), K3_ROW, f"{K3_ROW}/ansvar"]:
        for language in ("sv", "en"):
            answer = published.get(f"/{language}/doc/{name}")
            assert answer.status_code == 200, name
            page = Page(answer.text)
            assert page.open == [], name
            assert max(Counter(page.ids).values()) == 1
            assert f'<html lang="{language}">' in answer.text
            for link in page.links:
                assert not link.startswith(BASE), f"{name}: {link} is not local"


@pytest.mark.slow
def test_every_graph_answers_with_its_triples_and_its_description(published, release):
    entries = dataset.entries(release.directory)
    assert len(entries) > 70
    for entry in entries:
        path = urlsplit(entry.iri).path.removeprefix("/kretslopp")
        graph = rdf(published.get(f"{path}.nt"))
        name = URIRef(entry.iri)
        about = {triple for triple in graph if triple[0] == name}
        assert (name, VOID.triples, Literal(entry.triples)) in about
        assert (name, DCTERMS.isPartOf, WHOLE) in about
        own = dataset.read_graph(dataset.graph_file(release.directory, name))
        assert set(graph) - about == set(own)
        page = published.get(f"/sv{path}")
        assert page.status_code == 200
        assert Page(page.text).open == []


@pytest.mark.parametrize("name", FORMS)
def test_a_document_says_the_same_in_every_form(published, name):
    media_type, _ = FORMS[name]
    expected = rdf(published.get(f"/doc/{K3}.nt"))
    accept = {"Accept": media_type.partition(";")[0]}
    answers = [
        published.get(f"/doc/{K3}.{name}"),
        published.get(f"/doc/{K3}?format={name}", headers=BROWSER),
        published.get(f"/doc/{K3}", headers=accept),
        published.get(f"/sv/doc/{K3}?format={name}"),
    ]
    for answer in answers:
        assert answer.content_type == media_type
        assert answer.data == answers[0].data
        assert {"Accept", "Accept-Language"} <= set(answer.vary)
    assert set(rdf(answers[0], name)) == set(expected)


def test_what_a_document_holds(published):
    graph = rdf(published.get(f"/doc/{K3}.nt"))
    thing, home = KL_ID[K3], URIRef(f"{BASE}doc/{K3}")
    assert (home, DCTERMS.license, CC0) in graph
    assert (home, DCTERMS.isPartOf, WHOLE) in graph
    assert (thing, KL.contributesTo, KL_ID["goal/borlange/2023-2030/4"]) in graph
    # Incoming links, labels of what is mentioned, terms included.
    assert (KL_ID["action/falun/2023-2026/K5"], None, thing) in graph
    assert (KL_ID["goal/borlange/2023-2030/4"], RDFS.label, Literal("Mål 4", lang="sv")) in graph
    assert (DCTERMS.title, RDFS.label, Literal("titel", lang="sv")) in graph
    # The source: document, row, lines, cells as printed.
    row = KL_ID[K3_ROW]
    assert int(graph.value(row, KL.firstLine)) == 391
    assert int(graph.value(row, KL.lastLine)) == 400
    assert graph.value(KL_ID[f"{K3_ROW}/ar"], KL.printedValue) == Literal("2023-2024")
    assert graph.value(graph.value(graph.value(row, KL.table), KL.document), KL.fileName)
    # The interpretation that gave the English title.
    reasons = [
        graph.value(item, KL.reason)
        for item in graph.subjects(RDF.predicate, DCTERMS.title)
        if (item, RDF.type, KL.Interpretation) in graph
    ]
    assert [reason.language for reason in reasons] == ["sv"]


def test_each_statement_says_which_graphs_it_is_in(published, release):
    graph = rdf(published.get(f"/doc/{K3}.nt"))
    home = f"{BASE}doc/{K3}#statement-"
    found = {
        tuple(graph.value(item, part) for part in (RDF.subject, RDF.predicate, RDF.object)): set(
            graph.objects(item, DCTERMS.isPartOf)
        )
        for item in graph.subjects(RDF.type, RDF.Statement)
        if item.startswith(home)
    }
    rows = release.engine.select(
        "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } FILTER(?s = ?thing || ?o = ?thing) }",
        {"thing": KL_ID[K3]},
    ).rows
    expected = {}
    for source, *triple in rows:
        expected.setdefault(tuple(triple), set()).add(source)
    assert len(expected) > 30
    assert found == expected


def test_a_page_says_where_each_statement_is_from_and_why(published):
    text = published.get(f"/sv/doc/{K3}").text
    links = Page(text).links
    asked = [parse_qs(urlsplit(link).query) for link in links if link.startswith("/sv/why?")]
    assert {"s": [str(KL_ID[K3])], "p": [str(KL.endYear)], "o": [text_of(Literal(2024))]} in asked
    assert len(asked) == len(rdf(published.get(f"/doc/{K3}.nt")).query(
        "SELECT ?s { ?s a rdf:Statement FILTER(CONTAINS(STR(?s), '#statement-')) }",
        initNs={"rdf": RDF},
    ))  # fmt: skip
    for word in ("källa", "tolkning", "härledd"):
        assert f">{word}</a>" in text
    assert "/sv/graph/source/borlange/2023-2026" in links
    assert "/sv/doc/goal/borlange/2023-2030/4" in links
    assert "/sv/def#contributesTo" in links
    assert "textraderna 391–400" in text
    assert "Borlänge kommun Ekonomikontor" in text
    assert "Översättning av titeln" in text
    assert "ja</span>" in text  # recommendedForAll true
    assert [f"/doc/{K3}.{name}" in links for name in FORMS] == [True] * 4


def test_the_page_at_the_document_itself_is_in_the_readers_language(published):
    swedish = published.get(f"/doc/{K3}", headers={**BROWSER, "Accept-Language": "sv"})
    english = published.get(f"/doc/{K3}", headers={**BROWSER, "Accept-Language": "en"})
    assert swedish.text == published.get(f"/sv/doc/{K3}").text
    assert english.text == published.get(f"/en/doc/{K3}").text
    assert {"Accept", "Accept-Language"} <= set(swedish.vary)
    assert f'href="/en/doc/{K3}"' in published.get(f"/doc/{K3}.html").text


def test_the_redirect_keeps_the_query_and_depends_on_accept(published):
    answer = published.get(f"/id/{K3}?format=rdf&x=%C3%A5", headers=BROWSER)
    assert answer.status_code == 303
    assert answer.location == f"/doc/{K3}?format=rdf&x=%C3%A5"
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    assert published.get(f"/id/{K3}.ttl").location == f"/doc/{K3}.ttl"
    followed = published.get(f"/id/{K3}?format=rdf", headers=BROWSER, follow_redirects=True)
    assert followed.content_type == "application/rdf+xml"


@pytest.mark.parametrize("address", [f"/doc/{K3}", f"/sv/doc/{K3}", "/graph/ontology.ttl"])
def test_head_is_get_without_a_body(published, address):
    got, head = published.get(address), published.head(address)
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(got.data))
    assert head.content_type == got.content_type
    assert published.head(f"/id/{K3}").status_code == 303


def test_names_are_percent_decoded_once(published):
    goal = "goal/jonkoping/phu-16/PHU.16.8"
    assert published.get(f"/doc/{goal.replace('.', '%2E')}").status_code == 200
    assert published.get(f"/doc/{goal.replace('.', '%252E')}").status_code == 404


@pytest.mark.parametrize(
    "name", ["nope", "%C3%A5", "a%20b", "a%3Eb", "%ff", "a%00", "..", "a//b", f"{K3}/x", f"{K3}%22"]
)
def test_what_never_was_is_not_found(published, name):
    for address in (f"/doc/{name}", f"/sv/doc/{name}", f"/graph/{name}", f"/id/{name}"):
        answer = published.get(address)
        assert answer.status_code == 404, address
        assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "headers", "status", "kind"),
    [
        ("?format=pdf", {}, 400, "unknown-format"),
        ("?format=csv", BROWSER, 400, "unknown-format"),
        ("?format=ttl&format=nt", {}, 400, "several-formats"),
        (".ttl?format=nt", {}, 400, "several-formats"),
        ("", {"Accept": "image/png"}, 406, "not-acceptable"),
        ("?page=0", {}, 404, "unknown-page"),
        ("?page=x", {}, 404, "unknown-page"),
        ("?page=99", {}, 404, "unknown-page"),
    ],
)
def test_what_can_not_be_answered(published, query, headers, status, kind):
    for address in (f"/doc/{K3}{query}", f"/graph/ontology{query}"):
        answer = published.get(address, headers=headers)
        assert answer.status_code == status
        if headers is not BROWSER:
            assert answer.get_json()["type"].endswith(f"#{kind}")


def test_links_are_paged_and_every_page_is_another(published, release):
    total = len(release.engine.select(f"SELECT ?s ?p {{ ?s ?p <{KL_ID[BUSY]}> }}").rows)
    seen = set()
    page, address = 0, f"/doc/{BUSY}.nt"
    while address:
        page += 1
        graph = rdf(published.get(address))
        pairs = set(graph.subject_predicates(KL_ID[BUSY]))
        found = {pair for pair in pairs if not pair[0].startswith(f"{BASE}doc/")}
        assert not found & seen
        seen |= found
        following = graph.value(URIRef(f"{BASE}doc/{BUSY}"), RDFS.seeAlso)
        assert following is None or str(following) == f"{BASE}doc/{BUSY}?page={page + 1}"
        address = f"/doc/{BUSY}.nt?page={page + 1}" if following else None
    assert page == -(-total // 50)
    assert len(seen) == total


def test_pages_lead_to_each_other(named, release):
    client = create_app(
        release.engine, named, Settings(links_per_page=2, statements_per_page=3), release
    ).test_client()
    for path, part in ((f"/en/doc/{K3}", "links"), ("/en/graph/register/countries", "statements")):
        first = client.get(path).text
        if part == "links":
            assert f'<a rel="next" href="{path}?page=2#links">Next page</a>' in first
            second = client.get(f"{path}?page=2").text
            assert f'<a rel="prev" href="{path}#links">Previous page</a>' in second
        else:
            assert 'rel="next"' not in first
    whole = client.get("/graph/ontology.nt").data
    assert whole.count(b"\n") > 1_900  # pages are for readers


def test_links_stay_below_the_path_that_the_server_has(published):
    for address in (f"/sv/doc/{K3}", "/sv/graph/register/countries"):
        text = published.get(address, base_url="http://localhost/kommun").text
        local = [link for link in Page(text).links if link.startswith("/")]
        assert len(local) > 10
        assert [link for link in local if not link.startswith("/kommun/")] == []
    answer = published.get(f"/id/{K3}", base_url="http://localhost/kommun")
    assert answer.location == f"/kommun/doc/{K3}"
    body = published.get(f"/doc/{K3}.nt", base_url="http://example.org/kommun").data
    assert body == published.get(f"/doc/{K3}.nt").data


def test_no_page_depends_on_the_host(published):
    for address in (f"/sv/doc/{K3}", "/sv/graph/register/countries"):
        one = published.get(address, headers={"Host": "evil.example"})
        assert one.data == published.get(address).data
        assert "evil.example" not in one.text


def test_letters_beyond_ascii_survive(published):
    assert "Borlänge" in published.get("/doc/municipality/borlange.nt").text
    assert "Åtgärdsprogram" in published.get("/doc/programme/borlange/2023-2026.ttl").text
    assert "målområde" in published.get(f"/doc/{K3}.rdf").text


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory, named):
    """A client of a server whose data has withdrawn two addresses."""
    home = tmp_path_factory.mktemp("withdrawn")
    data = copy_of_borlange(home / "data")
    with (data / "curation/registers/withdrawn.csv").open("a", encoding="utf-8") as file:
        file.write(
            f"action/borlange/2023-2026/K99,{K3},Åsa Öberg,2026-11-25,Slogs ihop med K3\n"
            "org/borlange/borta,,Åsa Öberg,2026-11-26,Kontoret finns inte längre\n"
        )
    told = []
    build(data, home / "dataset", told.append)
    assert not [line for line in told if line.startswith("warning") and "withdrawn" in line]
    release = open_release(home / "dataset")
    return create_app(release.engine, named, release=release).test_client()


def test_what_was_withdrawn_is_gone_and_names_its_successor(withdrawn):
    for address in ("/id/action/borlange/2023-2026/K99", "/doc/action/borlange/2023-2026/K99.ttl"):
        answer = withdrawn.get(address)
        assert answer.status_code == 410
        problem = answer.get_json()
        assert problem["type"].endswith("#withdrawn")
        assert problem["successor"] == str(KL_ID[K3])
        assert "Slogs ihop med K3" in problem["detail"]
        assert "2026-11-25" in problem["detail"]
    page = withdrawn.get("/sv/doc/action/borlange/2023-2026/K99", headers=BROWSER)
    assert page.status_code == 410
    assert f"/sv/doc/{K3}" in Page(page.text).links
    gone = withdrawn.get("/en/doc/org/borlange/borta", headers=BROWSER)
    assert gone.status_code == 410
    assert "In its place" not in gone.text
    assert withdrawn.get("/doc/org/borlange/aldrig").status_code == 404


def test_what_was_withdrawn_is_data(withdrawn):
    graph = rdf(withdrawn.get("/graph/register/withdrawn.nt"))
    thing = KL_ID["action/borlange/2023-2026/K99"]
    assert (thing, DCTERMS.isReplacedBy, KL_ID[K3]) in graph
    record = graph.value(thing, PROV.wasDerivedFrom)
    answer = withdrawn.get(f"/doc/{str(record).removeprefix(str(KL_ID))}.nt")
    assert "Slogs ihop med K3" in answer.text


def test_literals_are_in_n_triples_syntax():
    texts = ['a "b" \\ c', "å\nä\r", "plain"]
    for text in texts:
        for literal in (Literal(text), Literal(text, lang="sv"), Literal(text, datatype=KL.x)):
            line = f"<{KL.a}> <{KL.b}> {text_of(literal)} .\n"
            assert "\n" not in line[:-1]
            ((_, _, read),) = new_graph().parse(data=line, format="nt")
            assert read == literal
    assert text_of(KL.a) == str(KL.a)
    assert re.fullmatch(r'"2024"\^\^<.*#integer>', text_of(Literal(2024)))
    assert str(KL_GRAPH).startswith(BASE)


PAGE_OF_FALUN = "https://www.falun.se/kretsloppsplan-for-falun/genomforande/atgardsprogram/kommunala-atgarder.html"


@pytest.mark.parametrize(
    ("language", "marked", "ours"),
    [("sv", "(med våra ord)", "Våra ord"), ("en", "(in our words)", "Our words")],
)
def test_a_page_says_which_words_are_ours(published, language, marked, ours):
    page = published.get(f"/{language}/doc/action/falun/2023-2026/K1", headers=BROWSER).text
    assert re.search(
        rf"Upphandlingskrav för byggavfall(</span>)?\s*<small>{re.escape(marked)}</small>", page
    )
    assert f">{ours}</th>" in page
    # The title stands in the column of our words; what the page prints in that of printed ones.
    assert re.search(r"åtgärder</a></th><td></td><td>Upphandlingskrav för byggavfall</td>", page)
    assert re.search(r"lagkrav</a></th><td>X</td><td></td>", page)
    assert f'<a href="{PAGE_OF_FALUN}" rel="nofollow">{PAGE_OF_FALUN}</a>' in page
    printed = published.get(f"/{language}/doc/{K3}", headers=BROWSER).text
    assert marked not in printed
    assert f">{ours}</th>" not in printed


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_a_boolean_that_is_none_is_shown_as_it_is():
    shown = {
        text: name_of(Literal(text, datatype=XSD.boolean, normalize=False), {}, "sv").text
        for text in ("true", "0", "yes")
    }
    assert shown == {"true": "ja", "0": "nej", "yes": "yes"}
