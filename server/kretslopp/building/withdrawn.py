"""Whether the register of withdrawn addresses agrees with what the dataset says."""

from kretslopp.engine import Engine
from kretslopp.errors import Fault, Place
from kretslopp.namespaces import DCTERMS, PROV, RDF

_REGISTER = Place("curation/registers/withdrawn.csv")
# A withdrawn address has no type: it names nothing any more.
_IN_USE = f"""SELECT DISTINCT ?thing {{
  ?thing <{PROV.invalidatedAtTime}> ?when ; <{RDF.type}> ?type
}} ORDER BY ?thing"""
_LOST = f"""SELECT ?successor {{
  ?thing <{PROV.invalidatedAtTime}> ?when ; <{DCTERMS.isReplacedBy}> ?successor
  FILTER NOT EXISTS {{ ?successor ?p ?o }}
}} ORDER BY ?successor"""


def contradictions(engine: Engine) -> tuple[Fault, ...]:
    """Return a fault for each withdrawn address in use, and each successor that there is not."""
    in_use = [
        Fault(f"{thing} is withdrawn, and in use.", _REGISTER, "Remove its row.")
        for (thing,) in engine.select(_IN_USE).rows
    ]
    lost = [
        Fault(f"{thing} is to replace an address, and there is no such thing.", _REGISTER)
        for (thing,) in engine.select(_LOST).rows
    ]
    return (*in_use, *lost)
