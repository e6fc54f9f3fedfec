"""SPARQL 1.1 Protocol, section 2.1: the query of a request, sent in one of three ways."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from kretslopp.web.problems import Problem

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

_GRAPH_SELECTION = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True)
class QueryRequest:
    """What a request asks: the query, and the values of ``format``.

    ``query`` is None where a GET sends none.
    """

    query: str | None
    formats: tuple[str, ...]


@dataclass(frozen=True)
class _Parameters:
    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)


def read(
    method: str, query_string: bytes, content_type: str, body: bytes, max_query_bytes: int
) -> QueryRequest:
    """Read the query of a request.

    ``query_string`` and ``body`` are the bytes as sent, still percent-encoded;
    ``content_type`` is the header's value, ``""`` where there is none.

    Raises Problem for no query in a POST, two queries, an update, a media type
    or charset that is not the protocol's, text that is not UTF-8, a query longer
    than ``max_query_bytes``, and a choice of graphs by parameter.
    """
    in_address = _parameters(query_string)
    named, options = parse_options_header(content_type)
    media_type = named.lower()
    in_form = _Parameters(())
    direct: tuple[str, ...] = ()
    if method == "POST":
        _check_media_type(media_type, options.get("charset", "utf-8"), content_type)
        if media_type == FORM:
            in_form = _parameters(body)
        else:
            direct = (_decoded(body),)
    sent = _Parameters(in_address.pairs + in_form.pairs)
    _check_parameters(sent)
    queries = (*sent.all("query"), *direct)
    if len(queries) > 1:
        raise Problem("several-queries", count=len(queries))
    # A query sent as a form stands in the body, and nowhere else (table 2.1).
    query = (in_address.all("query") if method != "POST" else in_form.all("query") + direct) or (
        "",
    )
    _check_length(query[0], max_query_bytes)
    if method == "POST" and not query[0].strip():
        raise Problem("missing-query")
    formats = tuple(value for value in sent.all("format") if value)
    return QueryRequest(query[0] if query[0].strip() else None, formats)


def _check_media_type(media_type: str, charset: str, sent: str) -> None:
    if media_type not in (FORM, DIRECT):
        raise Problem("unsupported-media-type", sent=sent or "–")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem("unsupported-charset", charset=charset)


def _check_parameters(sent: _Parameters) -> None:
    if sent.all("update"):
        raise Problem("update-refused")
    for name in _GRAPH_SELECTION:
        if sent.all(name):
            raise Problem("graph-selection-refused", parameter=name)


def _check_length(query: str, max_query_bytes: int) -> None:
    length = len(query.encode())
    if length > max_query_bytes:
        raise Problem(
            "query-too-long",
            {"limit": "max_query_bytes", "value": max_query_bytes},
            length=length,
            limit=max_query_bytes,
        )


def _parameters(encoded: bytes) -> _Parameters:
    """Percent-decode parameters, once. Raises Problem for text that is not UTF-8."""
    try:
        text = encoded.decode("utf-8")
        return _Parameters(tuple(parse_qsl(text, keep_blank_values=True, errors="strict")))
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8") from error
