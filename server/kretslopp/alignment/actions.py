"""The municipal actions of a municipality or programme, read from a dataset."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.errors import Fault, NotFound, WrongUse
from kretslopp.namespaces import KL_ID
from kretslopp.tables import nearest

_ACTIONS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?action ?title ?region ?area ?areaName ?before ?start ?end ?recommended
WHERE {
  ?action a kl:MunicipalAction ; dcterms:title ?title .
  FILTER(LANG(?title) = "sv")
  %s
  OPTIONAL { ?action kl:inProgramme/kl:region ?region }
  OPTIONAL { ?action kl:goalArea ?area . ?area rdfs:label ?areaName
             FILTER(LANG(?areaName) = "sv") }
  OPTIONAL { ?action kl:precededBy ?before }
  OPTIONAL { ?action kl:startYear ?start }
  OPTIONAL { ?action kl:endYear ?end }
  OPTIONAL { ?action kl:recommendedForAll ?recommended }
}
ORDER BY ?action ?before
"""
_BELOW = "FILTER(STRSTARTS(STR(?action), ?prefix))"
_OF_MEMBER = "?action kl:municipality ?municipality ."
_OWNERS = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
SELECT DISTINCT ?programme WHERE { ?action a kl:MunicipalAction ; kl:inProgramme ?programme }
ORDER BY ?programme
"""

_NAMED = 10  # how many programmes a message names


@dataclass(frozen=True)
class Action:
    """A municipal action, with what an alignment may rest on.

    ``before`` are the regional actions that precede it, ``start`` and ``end``
    years; None where the source says nothing. ``recommended`` is whether the
    programme marks it as recommended for all; None in a programme without marks.
    """

    iri: URIRef
    title: str
    region: URIRef | None = None
    area: str | None = None
    before: frozenset[URIRef] = frozenset()
    start: int | None = None
    end: int | None = None
    recommended: bool | None = None

    @property
    def programme(self) -> str:
        """Return whose and when the action is: ``borlange/2023-2026``."""
        return self.iri.removeprefix(f"{KL_ID}action/").rpartition("/")[0]

    @property
    def code(self) -> str:
        """Return what the action is called in its programme: ``K3``."""
        return self.iri.rpartition("/")[2]


def read_actions(engine: Engine, name: str) -> tuple[Action, ...]:
    """Return the municipal actions of ``borlange``, or of just ``borlange/2023-2026``.

    A municipality that has no programme of its own has those of its joint plan.
    Raises WrongUse for what is no such name, NotFound where there are no
    actions, and EngineFailure.
    """
    owner, _, period = name.partition("/")
    try:
        prefix = addresses.make("action", owner, *filter(None, [period]))
    except ValueError:
        message = f"“{name}” is not the name of a municipality or programme."
        raise WrongUse(Fault(message, advice="Write borlange or borlange/2023-2026.")) from None
    rows = engine.select(_ACTIONS % _BELOW, {"prefix": Literal(f"{prefix}/")}).rows
    if not rows and not period:
        member = {"municipality": addresses.municipality(owner)}
        rows = engine.select(_ACTIONS % _OF_MEMBER, member).rows
    if not rows:
        raise NotFound(
            Fault(f"The dataset has no municipal actions of {name}.", advice=_known(engine, name))
        )
    return _with_marks(tuple(_actions(rows)))


def _actions(rows: tuple[tuple[Node | None, ...], ...]) -> Iterator[Action]:
    for iri, group in groupby(rows, key=lambda row: row[0]):
        of_action = list(group)
        _, title, region, _, area_name, _, start, end, recommended = of_action[0]
        yield Action(
            URIRef(str(iri)),
            str(title),
            URIRef(str(region)) if region else None,
            str(area_name) if area_name else None,
            frozenset(URIRef(str(row[5])) for row in of_action if row[5] is not None),
            int(str(start)) if start else None,
            int(str(end)) if end else None,
            bool(recommended.toPython()) if isinstance(recommended, Literal) else None,
        )


def _with_marks(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return the actions; in a programme with marks, one without is not recommended."""
    marking = {action.programme for action in actions if action.recommended}
    return tuple(
        replace(action, recommended=bool(action.recommended))
        if action.programme in marking
        else replace(action, recommended=None)
        for action in actions
    )


def _known(engine: Engine, name: str) -> str:
    found = [str(row[0]).removeprefix(f"{KL_ID}programme/") for row in engine.select(_OWNERS).rows]
    names = sorted({*found, *(programme.partition("/")[0] for programme in found)})
    near = nearest(name, names)
    if near:
        return near
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"It has those of {', '.join(found[:_NAMED]) or 'no one'}{more}."
