"""The remote engine: any SPARQL 1.1 endpoint, asked with SPARQLWrapper."""

import ast
import json
import math
from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pyoxigraph as ox
from rdflib import Graph
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kretslopp.engine import guard, results
from kretslopp.engine.binding import bind
from kretslopp.engine.formats import AnswerKind, Format
from kretslopp.engine.interface import Bindings, QueryDataset, SerialisedAnswer, Solutions
from kretslopp.engine.tokens import form
from kretslopp.errors import EngineFailure, Fault, QueryError, WrongUse

TIMEOUT_SECONDS = 30
_RESULT_FORMS = ("SELECT", "ASK")
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


def remote(endpoint: str) -> "RemoteEngine":
    """Return an engine that sends its queries to the SPARQL endpoint at this address.

    Raises WrongUse for what is not an http or https address.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise WrongUse(
            Fault(
                f"“{endpoint}” is not the address of an endpoint.",
                advice="Give an http or https address, such as http://127.0.0.1:8000/sparql.",
            )
        )
    return RemoteEngine(endpoint)


class RemoteEngine:
    """Answers queries by asking a SPARQL endpoint (SPARQL 1.1 Protocol, POST)."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query; see ``Engine.select``."""
        return results.solutions(self._ask(bind(query, bindings or {})))

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
        base: str | None = None,
        seconds: float | None = None,
    ) -> SerialisedAnswer:
        """Return the serialised answer of any query; see ``Engine.answer``."""
        declared = f"BASE <{base}> {query}" if base else query
        return results.serialised(self._ask(declared, asked_of, seconds), formats)

    def description(self) -> Graph | None:
        """Return what the endpoint says of itself (SPARQL 1.1 Service Description, section 2).

        None where it says nothing that can be read, or can't be reached.
        """
        asked = Request(self._endpoint, headers={"Accept": "text/turtle"})
        try:
            with urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:
                body = answer.read()
            # rdflib's parser fails in many ways on what is no Turtle.
            for _ in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=self._endpoint):
                pass
        except (OSError, HTTPException, SyntaxError):
            return None
        return Graph().parse(data=body, format="turtle", publicID=self._endpoint)

    def _ask(
        self, query: str, asked_of: QueryDataset | None = None, seconds: float | None = None
    ) -> results.Results:
        guard.check(query)
        keyword = form(query)
        name = keyword.text.upper() if keyword else ""
        if name not in _RESULT_FORMS + _GRAPH_FORMS:
            raise QueryError(
                Fault(
                    "The query has none of the forms of SPARQL 1.1.",
                    advice="Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
                )
            )
        body = self._post(query, name, asked_of, seconds)
        try:
            if name in _GRAPH_FORMS:
                return frozenset(
                    ox.Triple(quad.subject, quad.predicate, quad.object)
                    for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)
                )
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except SyntaxError as error:
            raise EngineFailure(
                Fault(f"{self._endpoint} sent an answer that can't be parsed: {error.msg}.")
            ) from error

    def _post(
        self, query: str, query_form: str, asked_of: QueryDataset | None, seconds: float | None
    ) -> bytes:
        """Return the body of the endpoint's answer: results as JSON, a graph as Turtle."""
        client = SPARQLWrapper(self._endpoint)
        client.setMethod(POST)
        client.setTimeout(math.ceil(min(seconds or TIMEOUT_SECONDS, TIMEOUT_SECONDS)))
        client.setOnlyConneg(True)
        client.setReturnFormat(JSON if query_form in _RESULT_FORMS else TURTLE)
        client.setQuery(query)
        for iri in asked_of.default if asked_of else ():
            client.addDefaultGraph(iri)
        for iri in asked_of.named if asked_of else ():
            client.addNamedGraph(iri)
        # SPARQLWrapper finds the form with a search in the text, comments included.
        client.queryType = query_form
        try:
            body: bytes = client.query().response.read()
        except HTTPError as error:
            raise self._refusal(error.read()) from error
        except SPARQLWrapperException as error:
            raise self._refusal(_body(error)) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise EngineFailure(
                Fault(
                    f"{self._endpoint} can't be reached: {reason}.",
                    advice="Check the address, and that the server runs.",
                )
            ) from error
        return body

    def _refusal(self, body: bytes) -> EngineFailure:
        words = _first_words(body.decode("utf-8", "replace"))
        return EngineFailure(Fault(f"{self._endpoint} refused the query: {words}"))


def _body(error: SPARQLWrapperException) -> bytes:
    """Return the body of a refusal; SPARQLWrapper hands it on as the Python text of its bytes."""
    _, _, text = str(error).partition("Response:\n")
    try:
        body = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text.encode("utf-8")
    return body if isinstance(body, bytes) else text.encode("utf-8")


def _first_words(text: str) -> str:
    """Return the detail of problem details (RFC 9457), or the first words of another body."""
    begin = text.find("{")
    if begin >= 0:
        try:
            details = json.loads(text[begin : text.rfind("}") + 1])
            return str(details["detail"])
        except (ValueError, KeyError, TypeError):
            pass
    return " ".join(text.split())[:200] or "it gave no reason."
