"""RDF files as one dataset in memory: what ``--dataset FILE`` reads."""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kretslopp.engine import rdf_guard
from kretslopp.errors import Fault, Place, UnreadableInput


def load(paths: Sequence[Path]) -> ox.Store:
    """Return a store of RDF files: named graphs under their names, the rest in the default graph.

    Where all files together have only named graphs, as our dumps do, the default graph
    becomes the merge of them; files with triples of their own outside any graph keep
    just those in it.

    A file's ending says its format: ttl, nt, nq, trig, rdf (also xml), jsonld (also json).
    Relative IRIs resolve against the file's own ``file:`` IRI (RFC 3986, 5.1.3). Blank
    nodes of different files are different. Nothing outside the files is fetched.

    Raises UnreadableInput with line and column for a file that can't be parsed, that
    is of RDF 1.2, or that ``rdf_guard`` refuses.
    """
    store = ox.Store()
    for path in paths:
        _add(store, path, rename=len(paths) > 1)
    outside = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    if next(outside, None) is None:
        for quad in list(store):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return store


def _add(store: ox.Store, path: Path, *, rename: bool) -> None:
    rdf_format = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if rdf_format is None:
        raise UnreadableInput(
            Fault(
                f"“{path.suffix}” is not the ending of an RDF file.",
                Place(str(path)),
                "Known are .ttl, .nt, .nq, .trig, .rdf and .jsonld.",
            )
        )
    try:
        body = rdf_guard.checked(path.read_bytes(), str(path), rdf_format)
        for quad in ox.parse(
            body,
            format=rdf_format,
            base_iri=path.resolve().as_uri(),
            rename_blank_nodes=rename,
        ):
            if not rdf_guard.is_rdf_11(quad):
                raise rdf_guard.not_rdf_11(body, str(path))
            store.add(quad)
    except SyntaxError as error:
        place = Place(str(path), line=error.lineno, character=error.offset)
        raise UnreadableInput(
            Fault(f"The file is not valid {rdf_format.name}: {error.msg}.", place)
        ) from error
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror or error}.", Place(str(path)))
        ) from error
