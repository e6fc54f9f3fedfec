"""The only home of namespace IRIs.

``PREFIXES`` are the prefixes of every file, page and query that Kretslopp
writes; a test holds every hand-written file to them.
"""

from rdflib import Graph, Namespace, URIRef

BASE = "https://w3id.org/kretslopp/"

KL = Namespace(f"{BASE}def#")
KL_ONTOLOGY = URIRef(f"{BASE}def")
KL_ID = Namespace(f"{BASE}id/")
KL_GRAPH = Namespace(f"{BASE}graph/")
KL_SHAPES = Namespace(f"{BASE}shapes#")

ADMS = Namespace("http://www.w3.org/ns/adms#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
CS = Namespace("http://purl.org/vocab/changeset/schema#")
CSVW = Namespace("http://www.w3.org/ns/csvw#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
QB = Namespace("http://purl.org/linked-data/cube#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VANN = Namespace("http://purl.org/vocab/vann/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: dict[str, Namespace] = {
    "adms": ADMS,
    "bibo": BIBO,
    "cs": CS,
    "csvw": CSVW,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "eli": ELI,
    "foaf": FOAF,
    "kl": KL,
    "klid": KL_ID,
    "klsh": KL_SHAPES,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "sd": SD,
    "sh": SH,
    "skos": SKOS,
    "spdx": SPDX,
    "vann": VANN,
    "vcard": VCARD,
    "void": VOID,
    "vs": VS,
    "xsd": XSD,
}


def expanded(name: str) -> URIRef:
    """Return the IRI of a prefixed name (``kl:Goal``). Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix][local]


def prefixed(iri: str) -> str:
    """Return an IRI by its prefix (``kl:Goal``), or as it is where we have none for it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(str(namespace)):
            return f"{prefix}:{iri.removeprefix(str(namespace))}"
    return str(iri)


def new_graph(identifier: URIRef | None = None) -> Graph:
    """Return an empty graph that knows our prefixes and no others.

    ``identifier`` is the graph's name, where it is a named graph.
    """
    graph = Graph(identifier=identifier, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
