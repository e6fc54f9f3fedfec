"""Where programmes of one region print different things of a regional action they share.

Each prints its own row, and all rows stand in the graph: on the shared action
they would merge into a period that nobody printed, so the reader is told.
"""

from collections import defaultdict

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.errors import Fault
from kretslopp.namespaces import DCTERMS, KL, PROV

_PRINTED = """
SELECT ?action ?participation ?value ?row
WHERE {
  ?participation <%(action)s> ?action ; ?property ?value ; <%(source)s> ?record .
  ?record <%(row)s> ?row ; <%(table)s>/<%(name)s> "regional"
}
ORDER BY ?action ?value ?participation
"""  # the property is bound
_WORDS = {KL.startYear: "first year", KL.endYear: "last year", DCTERMS.title: "title"}


def disagreements(engine: Engine) -> tuple[Fault, ...]:
    """Return a fault for each property of a regional action that programmes print differently."""
    query = _PRINTED % {
        "action": KL.action,
        "source": PROV.wasDerivedFrom,
        "row": KL.row,
        "table": KL.table,
        "name": KL.tableName,
    }
    faults = []
    for predicate, words in _WORDS.items():
        printed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        rows = engine.select(query, {"property": predicate}).rows
        for action, participation, value, row in rows:
            if isinstance(action, URIRef) and isinstance(value, Literal):
                programme = f"{'/'.join(_parts(participation)[:2])} (row {row})"
                printed["/".join(_parts(action))][str(value)].append(programme)
        for action_name, values in printed.items():
            if len(values) > 1:
                said = "; ".join(f"“{value}” in {', '.join(of)}" for value, of in values.items())
                faults.append(
                    Fault(f"Programmes print different things as {words} of {action_name}: {said}.")
                )
    return tuple(faults)


def _parts(iri: object) -> tuple[str, ...]:
    address = addresses.read(URIRef(str(iri)))
    return address.parts if address else (str(iri),)
