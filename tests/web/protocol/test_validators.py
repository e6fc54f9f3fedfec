"""Answers that a client holds: not sent again while they hold, and never when they may not."""

from dataclasses import replace

import pytest

from kretslopp.namespaces import KL, KL_GRAPH, KL_ID
from kretslopp.settings import Publisher, Settings
from kretslopp.web import create_app

QUERY = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 5"
PAGE = {"Accept": "text/html"}
CSV = {"Accept": "text/csv"}
TURTLE = {"Accept": "text/turtle"}
ADDRESSES = [
    ("/sparql", {"query": QUERY}, {}),
    ("/sparql", {"query": QUERY}, PAGE),
    ("/sv/sparql", {"query": QUERY}, {}),
    ("/sparql", {}, TURTLE),
    ("/sparql", {}, PAGE),
    ("/en/sparql", {"format": "nt"}, {}),
    ("/questions/actions-of-goal.csv", {"goal": "4"}, {}),
    ("/questions/actions-of-goal", {"goal": "4"}, {"Accept": "application/json"}),
    ("/en/questions/actions-of-goal", {"goal": "4"}, {}),
    ("/data", {"default": ""}, {}),
    ("/data", {"graph": str(KL_GRAPH["register/organisations"])}, {}),
    ("/compare", {"by": "timing"}, CSV),
    ("/compare", {"by": "timing", "format": "json"}, {}),
    ("/en/compare", {"by": "timing"}, PAGE),
    ("/sv/compare", {}, PAGE),
]
K3 = "doc/action/borlange/2023-2026/K3"
WHY = {
    "s": str(KL_ID["action/borlange/2023-2026/K13"]),
    "p": str(KL.indirectlyContributesTo),
    "o": str(KL_ID["goal/borlange/2023-2030/10"]),
}
PUBLISHED = [
    (f"/{K3}", {}, TURTLE),
    (f"/{K3}", {}, PAGE),
    (f"/{K3}.nt", {}, {}),
    (f"/en/{K3}", {}, {}),
    ("/graph/register/municipalities", {"page": "1"}, {}),
    ("/graph/register/municipalities", {}, PAGE),
    ("/sv/graph/register/municipalities", {}, {}),
    ("/catalog", {}, {}),
    ("/en/catalog.html", {}, {}),
    ("/dataset", {"format": "jsonld"}, {}),
    ("/dataset/borlange", {}, PAGE),
    ("/dataset/borlange.rdf", {}, {}),
    ("/.well-known/void", {}, {}),
    ("/sv/.well-known/void", {}, {}),
    ("/def", {}, TURTLE),
    ("/def", {}, PAGE),
    ("/en/def/1.0.0", {}, {}),
    ("/def/1.0.0.ttl", {}, {}),
    ("/sv/def/diagram.svg", {}, {}),
    ("/shapes", {}, {}),
    ("/sv/shapes", {}, {}),
    ("/why", WHY, {}),
    ("/why", WHY, TURTLE),
    ("/en/why", WHY, PAGE),
    ("/sv/why", {}, PAGE),
]


class Broken:
    """An engine that nothing may be asked of."""

    def answer(self, *_):
        raise AssertionError("it was evaluated")

    select = answer


@pytest.fixture(scope="module")
def versions(engine, named):
    """Clients of two servers whose data has other versions."""
    return [create_app(engine, named, version=name).test_client() for name in ("one", "two")]


@pytest.fixture(scope="module")
def releases(release, named):
    """Clients of two servers that publish other versions."""
    two = replace(release, version="two")
    return [create_app(it.engine, named, release=it).test_client() for it in (release, two)]


def check_that_it_holds(client, other, address, parameters, headers):
    first = client.get(address, query_string=parameters, headers=headers)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert client.get(address, query_string=parameters, headers=headers).headers == first.headers
    told = client.head(address, query_string=parameters, headers=headers)
    assert (told.status_code, told.headers["ETag"]) == (200, first.headers["ETag"])
    held = {**headers, "If-None-Match": f'"other", {first.headers["ETag"]}'}
    for method in ("GET", "HEAD"):
        again = client.open(address, method=method, query_string=parameters, headers=held)
        assert (again.status_code, again.data) == (304, b"")
        for name in ("ETag", "Cache-Control"):
            assert again.headers[name] == first.headers[name]
        assert set(again.vary) == {*first.vary, "Accept-Encoding"}
        assert {"Accept", "Accept-Language"} <= set(again.vary)
        assert "Content-Type" not in again.headers
    changed = other.get(address, query_string=parameters, headers=held)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(("address", "parameters", "headers"), ADDRESSES)
def test_what_a_client_holds_is_not_sent_again(versions, address, parameters, headers):
    check_that_it_holds(*versions, address, parameters, headers)


@pytest.mark.parametrize(("address", "parameters", "headers"), PUBLISHED)
def test_what_a_client_holds_of_a_release_is_not_sent_again(releases, address, parameters, headers):
    check_that_it_holds(*releases, address, parameters, headers)


def test_each_answer_has_a_tag_of_its_own(versions):
    client = versions[0]
    wishes = ("Accept", "Accept-Language")
    tags = [
        client.get(address, query_string=sent, headers=[*zip(wishes, wanted, strict=True)])
        .headers["ETag"]
        for address, sent, *wanted in [
            ("/sparql", {"query": QUERY}, "*/*", "sv"),
            ("/sparql", {"query": f"{QUERY} # another text"}, "*/*", "sv"),
            ("/sparql", {"query": QUERY}, "text/csv", "sv"),
            ("/sparql", {"query": QUERY, "default-graph-uri": "http://example.org/"}, "*/*", "sv"),
            ("/sparql", {"query": QUERY}, "text/html", "sv"),
            ("/sparql", {"query": QUERY}, "text/html", "en"),
            ("/sv/sparql", {"query": QUERY}, "*/*", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "text/csv", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "text/csv", "en"),
            ("/questions/actions-of-goal", {"goal": "10"}, "text/csv", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "application/json", "sv"),
            ("/data", {"default": ""}, "*/*", "sv"),
            ("/data", {"default": ""}, "application/n-triples", "sv"),
            ("/data", {"graph": str(KL_GRAPH["register/organisations"])}, "*/*", "sv"),
            ("/compare", {"by": "timing"}, "text/csv", "sv"),
            ("/compare", {"by": "timing"}, "text/csv", "en"),
            ("/compare", {"by": "timing"}, "application/json", "sv"),
            ("/compare", {"by": "responsibility"}, "text/csv", "sv"),
            ("/compare", {"by": "timing", "certain_only": "yes"}, "text/csv", "sv"),
        ]
    ]  # fmt: skip
    assert len(set(tags)) == len(tags) == 19


@pytest.mark.parametrize(("address", "others"), [(K3, "K4"), ("catalog", ""), ("def", "")])
def test_each_form_of_a_document_has_a_tag_of_its_own(releases, address, others):
    client = releases[0]
    asked = [
        (f"/{address}", TURTLE),
        (f"/{address}", {"Accept": "application/ld+json"}),
        (f"/{address}", {"Accept": "application/json"}),
        (f"/{address}", PAGE),
        (f"/{address}", {**PAGE, "Accept-Language": "en"}),
        (f"/{address}.nt", {}),
        (f"/{address}?format=nt", {}),
        (f"/sv/{address}", {}),
        (f"/en/{address}", {}),
    ]
    if others:
        asked.append((f"/{address.replace('K3', others)}", TURTLE))
    tags = [client.get(path, headers=headers).headers["ETag"] for path, headers in asked]
    assert len(set(tags)) == len(tags) >= 9


def test_a_page_below_another_path_or_of_another_host_is_another_one(versions, releases):
    """Its links lead elsewhere; so what was compressed for one is not sent to the other."""
    asked = {"headers": {"Accept-Encoding": "gzip"}}
    for client, address in (
        (versions[0], "/sv/questions/actions-of-goal"),
        (versions[0], "/sv/compare"),
        (versions[0], "/sv/sparql?query=ASK{}"),
        (releases[0], f"/sv/{K3}"),
        (releases[0], "/sv/catalog"),
    ):
        told = [
            client.get(address, **asked, environ_overrides=place)
            for place in ({}, {"SCRIPT_NAME": "/a"}, {"HTTP_HOST": "b"}, {"SCRIPT_NAME": "/a"})
        ]
        home, below, elsewhere, again = (answer.headers["ETag"] for answer in told)
        assert len({home, below, elsewhere}) == 3
        assert (again, told[3].data) == (below, told[1].data)
        assert told[0].data != told[1].data


def test_other_limits_or_another_publisher_give_other_tags(engine, named):
    tags = [
        create_app(engine, named, limits, publisher=who, version="one")
        .test_client()
        .get("/sv/compare")
        .headers["ETag"]
        for limits, who in (
            (None, None),
            (Settings(), Publisher()),
            (Settings(max_page_rows=5), None),
            (None, Publisher(base="https://example.org/")),
        )
    ]
    assert tags[0] == tags[1]
    assert len(set(tags)) == 3


def test_a_held_answer_is_not_evaluated(versions, named):
    client = create_app(Broken(), named, version="one").test_client()
    for address, parameters, headers in ADDRESSES:
        asked = {"query_string": parameters, "headers": headers}
        tag = versions[0].get(address, **asked).headers["ETag"]
        asked["headers"] = {**headers, "If-None-Match": tag}
        assert client.get(address, **asked).status_code == 304, address


def test_a_held_document_is_not_made(releases, release, named):
    blind = replace(release, engine=Broken())
    client = create_app(blind.engine, named, release=blind).test_client()
    for address, parameters, headers in PUBLISHED:
        asked = {"query_string": parameters, "headers": headers}
        tag = releases[0].get(address, **asked).headers["ETag"]
        asked["headers"] = {**headers, "If-None-Match": tag}
        assert client.get(address, **asked).status_code == 304, address


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?now) {}", "SELECT (RAND() AS ?x) {}"])
def test_what_may_change_is_not_to_be_kept(versions, query):
    answer = versions[0].get("/sparql", query_string={"query": query})
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("address", "parameters", "headers"), ADDRESSES)
def test_data_of_an_unknown_version_is_not_to_be_kept(client, address, parameters, headers):
    answer = client.get(address, query_string=parameters, headers=headers)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sparql?query=ASK", 400),
        ("/sparql?query=ASK{}&format=nothing", 400),
        ("/questions/none.csv", 404),
        ("/sv/questions/actions-of-goal?goal=none", 400),
        ("/data", 400),
        ("/data?graph=http://example.org/none&format=nt", 404),
        ("/data?default&format=csv", 406),
        ("/compare?by=none&format=csv", 400),
        ("/sv/compare?by=none", 400),
        ("/doc/no/such", 404),
        ("/sv/doc/no/such", 404),
        (f"/{K3}?page=99", 404),
        (f"/{K3}?format=nothing", 400),
        ("/graph/none", 404),
        ("/dataset/none", 404),
        ("/en/dataset/none", 404),
        ("/def/0.0.0", 404),
        ("/why?s=a", 400),
        ("/why?s=http://a&p=http://b&o=http://c&format=json", 404),
    ],
)
def test_a_problem_has_no_tag_and_is_told_to_whoever_holds_anything(
    releases, address, status, accept
):
    for held in ({}, {"If-None-Match": "*"}):
        answer = releases[0].get(address, headers={"Accept": accept, **held})
        assert answer.status_code == status
        assert "ETag" not in answer.headers
        assert "Accept" in answer.vary


@pytest.mark.parametrize(("address", "parameters", "headers"), ADDRESSES)
def test_whoever_holds_whatever_there_is_is_told_that_it_is_there(
    versions, address, parameters, headers
):
    held = {**headers, "If-None-Match": "*"}
    answer = versions[0].get(address, query_string=parameters, headers=held)
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"].startswith('W/"')


def test_an_answer_to_post_has_no_tag(versions):
    post = versions[0].post("/sparql", data={"query": QUERY}, headers={"If-None-Match": "*"})
    assert post.status_code == 200
    assert "ETag" not in post.headers
