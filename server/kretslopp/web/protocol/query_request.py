"""SPARQL 1.1 Protocol, section 2.1: the query of a request, sent in one of three ways."""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from werkzeug.http import parse_options_header

from kretslopp.engine import QueryDataset
from kretslopp.web.protocol.problems import Problem

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

# The parameters that choose the dataset a query is asked of (section 2.1.4).
DEFAULT_GRAPH, NAMED_GRAPH = "default-graph-uri", "named-graph-uri"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")

_MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_SECONDS = re.compile(r"(?:[0-9]{1,9}\.?[0-9]{0,9}|\.[0-9]{1,9})\Z")


@dataclass(frozen=True)
class QueryRequest:
    """What a request asks: the query, the values of ``format``, and the dataset it is asked of.

    ``query`` is None where a GET sends none, ``asked_of`` where the request names no graph,
    ``seconds`` where it gives no time limit.
    """

    query: str | None
    formats: tuple[str, ...]
    asked_of: QueryDataset | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Parameters:
    """The parameters of an address or a form, as they were sent: a name may come again."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter, in order."""
        return self.values.get(name, ())

    def __add__(self, further: "Parameters") -> "Parameters":
        """Return these and further ones, which stand last."""
        if not further.values:
            return self
        names = dict.fromkeys((*self.values, *further.values))
        return Parameters({name: self.all(name) + further.all(name) for name in names})


def read_query(
    method: str, query_string: bytes, content_type: str, body: bytes, max_query_bytes: int
) -> QueryRequest:
    """Read the query of a request.

    ``query_string`` and ``body`` are the bytes as sent, still percent-encoded;
    ``content_type`` is the header's value, ``""`` where there is none.

    Raises Problem for no query in a POST, two queries, an update, a media type
    or charset that is not the protocol's, text that is not UTF-8, a query longer
    than ``max_query_bytes``, a graph whose name is no IRI, and a time limit that is no
    number of seconds.
    """
    in_address = parameters(query_string)
    in_form = Parameters()
    direct: tuple[str, ...] = ()
    if method == "POST":
        named, options = parse_options_header(content_type)
        media_type = named.lower()
        _check_media_type(media_type, options.get("charset", "utf-8"), content_type)
        if media_type == FORM:
            in_form = parameters(body)
        else:
            direct = (_read_as_text(body),)
    sent = in_address + in_form
    if sent.all("update"):
        raise Problem("update-refused")
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
    asked = query[0] if query[0].strip() else None
    return QueryRequest(asked, formats, _asked_of(sent), _seconds(sent))


def parameters(encoded: bytes) -> Parameters:
    """Percent-decode parameters, once. Raises Problem for text that is not UTF-8."""
    values: dict[str, list[str]] = {}
    try:
        for pair in encoded.split(b"&"):
            if pair:
                name, _, value = pair.partition(b"=")
                values.setdefault(decoded(name), []).append(decoded(value))
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8") from error
    return Parameters({name: tuple(sent) for name, sent in values.items()})


def decoded(encoded: bytes) -> str:
    """Return the text of a form-encoded name or value.

    It is as ``urllib.parse`` has it, many times faster: quoted-printable is the same
    encoding with another mark, and is decoded in C. Raises UnicodeDecodeError.
    """
    spaced = encoded.replace(b"+", b" ")
    if _MALFORMED.search(spaced):
        return unquote_to_bytes(spaced).decode()
    printable = spaced.replace(b"=", b"%3D").replace(b"%", b"=")
    return binascii.a2b_qp(printable).decode()


def check_graph(parameter: str, iri: str) -> None:
    """Raise Problem where a parameter names a graph with what is no absolute IRI."""
    if not _ABSOLUTE.match(iri):
        raise Problem("not-a-graph", parameter=parameter, value=iri)


def _check_media_type(media_type: str, charset: str, sent: str) -> None:
    if media_type not in (FORM, DIRECT):
        raise Problem("unsupported-media-type", sent=sent or "–")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem("unsupported-charset", charset=charset)


def _asked_of(sent: Parameters) -> QueryDataset | None:
    if DEFAULT_GRAPH not in sent.values and NAMED_GRAPH not in sent.values:
        return None
    chosen = {name: tuple(dict.fromkeys(sent.all(name))) for name in (DEFAULT_GRAPH, NAMED_GRAPH)}
    for name, iris in chosen.items():
        for iri in iris:
            check_graph(name, iri)
    return QueryDataset(*chosen.values()) if any(chosen.values()) else None


def _seconds(sent: Parameters) -> float | None:
    """Return the shortest time limit asked for, in seconds, None where there is none."""
    values = [*map(str.strip, sent.all("timeout"))]
    for value in values:
        if not _SECONDS.match(value) or not float(value):
            raise Problem("wrong-timeout", value=value)
    return min(map(float, values), default=None)


def _check_length(query: str, max_query_bytes: int) -> None:
    length = len(query.encode())
    if length > max_query_bytes:
        raise Problem(
            "query-too-long",
            {"limit": "max_query_bytes", "value": max_query_bytes},
            length=length,
            limit=max_query_bytes,
        )


def _read_as_text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8") from error
