"""A researcher: a query with provenance for each cell, and the graph without what we added."""

import csv
import io

TRACE = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?code ?end ?printed ?first ?last WHERE {
  ?action a kl:MunicipalAction ; dcterms:identifier ?code ; kl:endYear ?end ;
          prov:wasDerivedFrom ?row .
  ?row kl:firstLine ?first ; kl:lastLine ?last ; kl:cell ?cell .
  ?cell kl:columnHead "år" ; kl:printedValue ?printed .
} ORDER BY STRLEN(?code) ?code
"""
SOURCE_ONLY = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT (COUNT(?title) AS ?titles) (SUM(IF(LANG(?title) = "en", 1, 0)) AS ?english)
FROM <https://w3id.org/kretslopp/graph/source/borlange/2023-2026>
WHERE { ?thing dcterms:title ?title ; a ?kind . FILTER(CONTAINS(STR(?kind), "Action")) }
"""


def test_each_cell_leads_back_to_its_lines(kretslopp, built):
    result = kretslopp("query", "-", "--dataset", built, "--format", "csv", stdin=TRACE)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 23
    assert rows[2] == {
        "code": "K3", "end": "2024", "printed": "2023-2024", "first": "391", "last": "400",
    }  # fmt: skip


def test_the_source_without_our_translations(kretslopp, built):
    result = kretslopp("query", "-", "--dataset", built, "--format", "csv", stdin=SOURCE_ONLY)
    assert result.stdout.split() == ["titles,english", "42,0"]
