"""Every IRI of all the real data answers, through HTTP."""

from kretslopp import artefacts, questions
from kretslopp.namespaces import BASE, FOAF, KL_ID
from kretslopp.web import create_app

THINGS = f"""SELECT DISTINCT ?thing {{ {{ ?thing ?p ?o }} UNION {{ ?s ?p ?thing }}
FILTER(ISIRI(?thing) && STRSTARTS(STR(?thing), "{KL_ID}")) }}"""


def test_every_thing_leads_to_a_document_that_answers(whole_release):
    named = questions.load(artefacts.queries())
    client = create_app(whole_release.engine, named, release=whole_release).test_client()
    found = [str(thing) for (thing,) in whole_release.engine.select(THINGS).rows]
    assert len(found) > 3_700
    for thing in found:
        name = thing.removeprefix(str(KL_ID))
        answer = client.get(f"/id/{name}")
        assert (answer.status_code, answer.location) == (303, f"/doc/{name}")
        body = client.get(f"/doc/{name}.nt").text
        assert f"<{thing}> " in body, name
        assert f"<{BASE}doc/{name}> <{FOAF.primaryTopic}> <{thing}> ." in body, name
