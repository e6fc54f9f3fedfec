"""The start page, and the way to it."""

import re

import pytest

from kretslopp.engine import open_file
from kretslopp.web.pages.contents import contents

# Counted another way than the page does: in the named graphs, each triple once.
TRIPLES = "SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


def test_the_start_page_is_found_by_language(client):
    for header, language in (("en-GB,en;q=0.9", "en"), ("sv", "sv"), ("de", "sv"), (None, "sv")):
        headers = {"Accept-Language": header} if header else {}
        answer = client.get("/", headers=headers)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/{language}/"
        assert "Accept-Language" in answer.vary


def test_contents_are_counted_in_the_graph(engine):
    found = contents(engine, "sv")
    assert (found.regional, found.municipal, found.goals) == (1, 2, 2)
    assert found.organisations == 4  # not Falun, of which nothing has been read
    assert found.plans == 0  # the made-up graph has a programme alone
    assert found.triples == len(engine.select(TRIPLES).rows)
    (programme,) = found.programmes
    assert programme.name.text == "Åtgärdsprogram Borlänge 2023-2026"
    assert programme.name.address.endswith("/id/programme/borlange/2023-2026")
    assert (programme.regional, programme.municipal, programme.goals) == (1, 2, 2)
    assert contents(engine, "en").programmes[0].name.text == "Action programme Borlänge 2023-2026"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_start_page_has_figures_and_every_question(client, engine, named, language):
    page = client.get(f"/{language}/")
    assert page.status_code == 200
    assert page.headers["Content-Language"] == language
    figures = re.findall(r"<dd>(\d+)</dd>", page.text)
    assert figures[:6] == ["0", "1", "2", "2", "4", str(len(engine.select(TRIPLES).rows))]
    links = re.findall(rf'<h4><a href="/{language}/questions/([a-z-]+)">', page.text)
    assert links == list(named)


def test_forms_on_the_start_page_lead_to_the_answer(client):
    page = client.get("/sv/").text
    assert '<form action="/sv/questions/actions-of-goal" method="get">' in page
    assert '<option value="4" selected>4</option>' in page
    assert 'aria-label="Visa svaret på: Vilka åtgärder tjänar ett mål?"' in page


def test_a_table_that_was_not_read_is_not_counted_as_none(tmp_path):
    graph = tmp_path / "programme.ttl"
    graph.write_text(
        """@base <https://w3id.org/kretslopp/id/> . @prefix kl: <https://w3id.org/kretslopp/def#> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <programme/nacka/2021-2026> a kl:ActionProgramme ; rdfs:label "Nacka"@sv ;
            kl:programmeOf <plan/nacka/2021-2026> ;
            prov:wasDerivedFrom <record/nacka/2021-2026/plan/2> .
        <record/nacka/2021-2026/plan/2> kl:partial true .
        <action/nacka/2021-2026/a> a kl:MunicipalAction ;
            kl:inProgramme <programme/nacka/2021-2026> .
        """,
        encoding="utf-8",
    )
    (programme,) = contents(open_file(graph), "sv").programmes
    assert (programme.regional, programme.municipal, programme.goals) == (None, 1, None)
    assert programme.is_partial
