"""SPARQL 1.1 Graph Store HTTP Protocol, the half that reads: ``/data`` (indirect, section 4.2).

Direct identification (4.1) is ``/graph/…``, where a release is published.
"""

from flask import Blueprint, Response, request

from kretslopp.engine import AnswerKind, Engine, QueryDataset, default_format, format_named
from kretslopp.web.protocol import forms, query_request, validators
from kretslopp.web.protocol.forms import AnswerForm
from kretslopp.web.protocol.problems import Problem
from kretslopp.web.protocol.sparql_forms import GRAPH_FILES

DEFAULT, GRAPH = "default", "graph"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ANY = "ASK { ?s ?p ?o }"


def blueprint(engine: Engine, version: str = "") -> Blueprint:
    """Return ``/data?default`` and ``/data?graph=IRI``, answered by ``engine``.

    ``version`` is that of the data, ``""`` where nobody knows whether it changes.
    """
    room = Blueprint("graph_store", __name__)

    @room.get("/data")
    def data() -> Response:
        sent = query_request.parameters(request.query_string)
        graph = _graph(sent.all(DEFAULT), sent.all(GRAPH))
        accept = request.headers.get("Accept")
        form = GRAPH_FILES.choose(sent.all("format"), accept)
        tag = validators.of_request(version, form.media_type) if form else None
        return validators.respond(lambda: _whole(engine, graph, form), tag)

    return room


def _whole(engine: Engine, graph: QueryDataset | None, form: AnswerForm | None) -> Response:
    """Return all that a graph says; raises Problem for one that there is not, and for no form."""
    if graph is not None and not _is_known(engine, graph):
        raise Problem("unknown-graph", graph=graph.default[0])
    if form is None:
        raise forms.not_acceptable(GRAPH_FILES)
    answer = engine.answer(_ALL, {AnswerKind.GRAPH: format_named(form.name)}, graph)
    return Response(answer.body, content_type=form.content_type)


def _graph(default: tuple[str, ...], names: tuple[str, ...]) -> QueryDataset | None:
    """Return the named graph that is asked for, None for the default one.

    Raises Problem unless there is exactly one, and for a name that is no absolute IRI.
    """
    if len(default) + len(names) != 1:
        raise Problem("not-one-graph")
    if default:
        return None
    query_request.check_graph(GRAPH, names[0])
    return QueryDataset(names, ())


def _is_known(engine: Engine, graph: QueryDataset) -> bool:
    """Return whether a graph holds anything: one that holds nothing is none (section 5.2)."""
    yes_or_no = {AnswerKind.BOOLEAN: default_format(AnswerKind.BOOLEAN)}
    return b"true" in engine.answer(_ANY, yes_or_no, graph).body
