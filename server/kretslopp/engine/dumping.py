"""Writing a dataset as files in the formats of datasets: the same triples, the same bytes.

Triples come as N-Triples without the closing mark, sorted, by the graph that
they stand in. N-Quads have all of them in the order of their text; TriG and
JSON-LD go from graph to graph; Turtle is the merge, each triple once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pyoxigraph as ox

from kretslopp.engine.formats import format_named
from kretslopp.namespaces import PREFIXES, RDF, XSD

# The lines of each graph, by its IRI.
Graphs = Mapping[str, Sequence[bytes]]


@dataclass(frozen=True)
class DumpFormat:
    """One format of dumps: its short name, also the file ending, and its media type."""

    name: str
    media_type: str


DUMP_FORMATS = tuple(
    DumpFormat(name, format_named(name).media_type) for name in ("ttl", "trig", "nq", "jsonld")
)

# Names of things have slashes, which Turtle would have to escape.
_PREFIXES = {name: str(space) for name, space in PREFIXES.items() if name != "klid"}
_TYPE = str(RDF.type)


def write_dump(graphs: Graphs, path: Path, wanted: DumpFormat) -> None:
    """Write graphs to a file. Raises OSError when it can't be written."""
    if wanted.name == "nq":
        rows = [b"%b <%b> .\n" % (line, name.encode()) for name in graphs for line in graphs[name]]
        path.write_bytes(b"".join(sorted(rows)))
    elif wanted.name == "ttl":
        merged = sorted({line for lines in graphs.values() for line in lines})
        triples = (quad.triple for quad in _parsed(merged))
        path.write_bytes(_turtle(triples, ox.RdfFormat.TURTLE))
    elif wanted.name == "trig":
        path.write_bytes(_turtle(_quads(graphs), ox.RdfFormat.TRIG))
    else:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_json_ld(graphs))


def _parsed(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    text = b"".join(b"%b .\n" % line for line in lines)
    return iter(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def _quads(graphs: Graphs) -> Iterator[ox.Quad]:
    for name in sorted(graphs):
        graph = ox.NamedNode(name)
        for quad in _parsed(graphs[name]):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _turtle(items: Iterator[ox.Triple] | Iterator[ox.Quad], rdf_format: ox.RdfFormat) -> bytes:
    """Return Turtle or TriG; the engine writes prefixes in any order, and also those not used."""
    body = ox.serialize(items, format=rdf_format, prefixes=_PREFIXES) or b""
    lines = body.splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if not line.startswith(b"@prefix ")), 0)
    text = b"".join(lines[end:])
    return b"".join(sorted(line for line in lines[:end] if _is_used(line, text))) + text


def _is_used(declaration: bytes, text: bytes) -> bool:
    """Return whether a prefix stands somewhere: within a literal at worst, and then needlessly."""
    prefix = declaration.split()[1]
    return any(mark + prefix in text for mark in (b" ", b"\t", b"^^", b"\n"))


def _json_ld(graphs: Graphs) -> Iterator[str]:
    """Yield a document with its context in it, and a line for each thing of each graph."""
    yield f'{{"@context": {_json(dict(sorted(_PREFIXES.items())))},\n"@graph": ['
    for number, name in enumerate(sorted(graphs)):
        yield f'{"," if number else ""}\n{{"@id": {_json(name)}, "@graph": ['
        things = groupby(_parsed(graphs[name]), key=attrgetter("subject"))
        for position, (subject, quads) in enumerate(things):
            yield f"{',' if position else ''}\n{_json(_node(subject, quads))}"
        yield "\n]}"
    yield "\n]}\n"


def _node(subject: ox.NamedNode, quads: Iterable[ox.Quad]) -> dict[str, object]:
    said: dict[str, list[object]] = {}
    for quad in quads:
        if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
            said.setdefault("@type", []).append(_short(quad.object.value))
        else:
            said.setdefault(_short(quad.predicate.value), []).append(_value(quad.object))
    return {"@id": subject.value, **said}


def _value(term: object) -> object:
    if isinstance(term, ox.NamedNode):
        return {"@id": term.value}
    assert isinstance(term, ox.Literal)  # data that we write has no blank nodes
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == str(XSD.string):
        return term.value
    return {"@type": _short(term.datatype.value), "@value": term.value}


@lru_cache(maxsize=4096)  # the same few properties and classes come again and again
def _short(iri: str) -> str:
    """Return an IRI with the prefix of its namespace, where it has one of ours."""
    for name, space in _PREFIXES.items():
        if iri.startswith(space):
            return f"{name}:{iri.removeprefix(space)}"
    return iri


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
