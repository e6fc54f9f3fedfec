"""The municipal actions of a municipality or programme, read from a dataset."""

from dataclasses import dataclass, replace

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.characters import plain
from kretslopp.engine import Engine
from kretslopp.errors import Fault, NotFound, WrongUse
from kretslopp.namespaces import DCTERMS, KL, KL_ID, RDFS
from kretslopp.reading.descriptions import NOTHING, descriptions, of_things, solutions
from kretslopp.tables import nearest

_READ = (
    DCTERMS.title,
    KL.inProgramme,
    KL.goalArea,
    KL.precededBy,
    KL.startYear,
    KL.endYear,
    KL.recommendedForAll,
)
_REWORDED = """
SELECT DISTINCT ?action WHERE {
  ?action a kl:MunicipalAction ; prov:wasDerivedFrom ?record . ?record kl:rewordedColumn "åtgärder"
}
"""
_OWNERS = """
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
    ``reworded`` is whether the title is in our words, and not the programme's.
    """

    iri: URIRef
    title: str
    region: URIRef | None = None
    area: str | None = None
    before: frozenset[URIRef] = frozenset()
    start: int | None = None
    end: int | None = None
    recommended: bool | None = None
    reworded: bool = False

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
    owner, _, period = plain(name).partition("/")
    try:
        prefix = addresses.make("action", owner, *filter(None, [period]))
    except ValueError:
        message = f"“{name}” is not the name of a municipality or programme."
        raise WrongUse(Fault(message, advice="Write borlange or borlange/2023-2026.")) from None
    actions = _actions(engine, f'FILTER (STRSTARTS(STR(?thing), "{prefix}/"))')
    if not actions and not period:
        actions = _actions(engine, f"?thing kl:municipality <{addresses.municipality(owner)}> .")
    if not actions:
        raise NotFound(
            Fault(f"The dataset has no municipal actions of {name}.", advice=_known(engine, name))
        )
    return _with_marks(actions)


def _actions(engine: Engine, condition: str) -> tuple[Action, ...]:
    """Return the municipal actions with a Swedish title that meet a condition on ``?thing``."""
    actions = descriptions(engine, f"?thing a kl:MunicipalAction . {condition}", _READ)
    named = {
        iri for of in actions.values() for iri in (*of.iris(KL.inProgramme), *of.iris(KL.goalArea))
    }
    others = of_things(engine, named, (KL.region, RDFS.label))
    reworded = {row[0] for row in solutions(engine, _REWORDED)}
    made = []
    for iri, of in actions.items():
        title = of.in_language(DCTERMS.title, "sv")
        programme, area = of.iri(KL.inProgramme), of.iri(KL.goalArea)
        if title is not None:
            made.append(
                Action(
                    iri,
                    title,
                    others.get(programme, NOTHING).iri(KL.region) if programme else None,
                    others.get(area, NOTHING).in_language(RDFS.label, "sv") if area else None,
                    frozenset(of.iris(KL.precededBy)),
                    of.integer(KL.startYear),
                    of.integer(KL.endYear),
                    of.truth(KL.recommendedForAll),
                    iri in reworded,
                )
            )
    return tuple(made)


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
    programmes = [
        str(row[0]).removeprefix(f"{KL_ID}programme/") for row in solutions(engine, _OWNERS)
    ]
    names = sorted({*programmes, *(programme.partition("/")[0] for programme in programmes)})
    near = nearest(name, names)
    if near:
        return near
    more = f" and {len(programmes) - _NAMED} more" if len(programmes) > _NAMED else ""
    return f"It has those of {', '.join(programmes[:_NAMED]) or 'no one'}{more}."
