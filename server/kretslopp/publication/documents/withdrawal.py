"""Whether an address was withdrawn, and what stands in its place."""

from dataclasses import dataclass

from rdflib import Literal, URIRef

from kretslopp.engine import Engine
from kretslopp.namespaces import DCTERMS, KL, PROV, RDF

_QUERY = f"""SELECT ?when ?successor ?reason {{
  %(thing)s <{PROV.invalidatedAtTime}> ?when .
  FILTER NOT EXISTS {{ %(thing)s <{RDF.type}> ?type }}
  OPTIONAL {{ %(thing)s <{DCTERMS.isReplacedBy}> ?successor }}
  OPTIONAL {{ %(thing)s <{PROV.wasDerivedFrom}>/<{KL.reason}> ?reason }}
}} ORDER BY ?when ?successor ?reason LIMIT 1"""


@dataclass(frozen=True)
class Withdrawal:
    """When an address was withdrawn (a day, ISO 8601), why, and what replaces it, if anything."""

    day: str
    reason: str
    successor: URIRef | None


def withdrawal(engine: Engine, thing: URIRef) -> Withdrawal | None:
    """Return what the register of withdrawn addresses says of a thing, or None.

    None too where the address is in use again, whatever the register says.
    """
    rows = engine.select(_QUERY % {"thing": thing.n3()}).rows
    if not rows:
        return None
    when, successor, reason = rows[0]
    return Withdrawal(
        str(when)[:10],
        str(reason) if isinstance(reason, Literal) else "",
        successor if isinstance(successor, URIRef) else None,
    )
