"""One dataset's part of the catalogue."""

from rdflib import Graph, URIRef

from kretslopp.namespaces import DCAT, RDF, new_graph

# A part ends where another begins.
_ENTRIES = frozenset({DCAT.Catalog, DCAT.Dataset})


def part_about(catalogue: Graph, dataset: URIRef) -> Graph:
    """Return what a catalogue says of a dataset and of all that it leads to.

    Other datasets, and the catalogue itself, are named but not described.
    """
    part = new_graph(dataset)
    seen, waiting = {dataset}, [dataset]
    while waiting:
        for triple in catalogue.triples((waiting.pop(), None, None)):
            part.add(triple)
            value = triple[2]
            if isinstance(value, URIRef) and value not in seen:
                seen.add(value)
                if not _ENTRIES & set(catalogue.objects(value, RDF.type)):
                    waiting.append(value)
    return part
