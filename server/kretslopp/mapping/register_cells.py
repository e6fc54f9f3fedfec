"""Which cells of the registers a triple was read from: their mapping, told backwards."""

from collections.abc import Mapping

from rdflib import URIRef

from kretslopp.namespaces import DCTERMS, KL, ORG, PROV, RDF, RDFS, SKOS

# The column of the curated row that a triple is read from.
_NAME = {RDFS.label: "namn"}
_REGISTERS: Mapping[str, Mapping[URIRef, str]] = {
    "municipalities": {  # other names are from alias, or from namn with “kommun” after it
        **_NAME,
        KL.municipalityCode: "kod",
        KL.county: "län",
        KL.region: "region",
        RDFS.seeAlso: "samma_som",
    },
    "organisations": {
        **_NAME,
        RDF.type: "slag",
        SKOS.altLabel: "alias",
        RDFS.seeAlso: "samma_som",
        ORG.unitOf: "överordnad",
        KL.municipality: "gäller_i",
        KL.region: "gäller_i",
    },
    "goal-areas": {**_NAME, SKOS.prefLabel: "namn"},
    "legal": {
        **_NAME,
        DCTERMS.bibliographicCitation: "hänvisning",
        DCTERMS.description: "innebörd",
        DCTERMS.isPartOf: "del_av",
        KL.startYear: "gäller_från",
        KL.inForceFrom: "gäller_från",
        KL.inForceTo: "gäller_till",
        DCTERMS.isReplacedBy: "ersätts_av",
        KL.textRead: "läst",
        DCTERMS.source: "källa",
    },
    "countries": _NAME,
    "population": {
        KL.municipality: "adress",
        KL.year: "år",
        KL.value: "invånare",
        DCTERMS.source: "källa",
    },
    "withdrawn": {PROV.invalidatedAtTime: "när", DCTERMS.isReplacedBy: "ersätts_av"},
}


def register_column(register: str, predicate: URIRef, kind: str) -> str | None:
    """Return the column of a register that says this of a thing of ``kind``, or None.

    None where no cell does: that the row is there says it.
    """
    if register == "municipalities" and kind in ("county", "region"):
        # Named in the rows of the municipalities that belong to them.
        return (
            "länskod" if predicate == KL.countyCode else {"county": "län", "region": "region"}[kind]
        )
    return _REGISTERS[register].get(predicate)
