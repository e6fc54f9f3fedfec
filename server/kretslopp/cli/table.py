"""Solutions of any query as a table for the terminal."""

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Solutions
from kretslopp.namespaces import prefixed
from kretslopp.text_table import text_table


def solutions_table(solutions: Solutions) -> str:
    """Return solutions as aligned columns: variables, terms (IRIs shortened), their number."""
    head = [f"?{variable}" for variable in solutions.variables]
    rows = [[_text(term) for term in row] for row in solutions.rows]
    count = f"{len(rows)} solution{'' if len(rows) == 1 else 's'}"
    return "\n".join([*text_table(rows, head), "", count, ""])


def _text(term: Node | None) -> str:
    if term is None:
        return ""
    if isinstance(term, URIRef):
        name = prefixed(term)
        return f"<{term}>" if name == str(term) else name
    return " ".join(str(term).split()) if isinstance(term, Literal) else term.n3()
