"""The municipalities, their programmes and plans, and those of them that are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.languages import Language, alphabetical
from kretslopp.namespaces import KL, RDFS, SKOS
from kretslopp.reading.descriptions import descriptions, solutions, values
from kretslopp.reading.states import NO, NOT_STATED, YES, State, either

_PROGRAMMES = """
SELECT DISTINCT ?programme ?plan ?municipality WHERE {
  { ?programme a kl:ActionProgramme ; kl:municipality ?municipality .
    OPTIONAL { ?programme kl:programmeOf ?plan } }
  UNION
  { ?plan a kl:Plan ; kl:municipality ?municipality .
    FILTER NOT EXISTS { ?other kl:programmeOf ?plan } }
}
"""
_PARTIAL = """
SELECT DISTINCT ?thing ?partial WHERE {
  ?record kl:partial ?partial . ?thing prov:wasDerivedFrom ?record .
}
"""
_MOST_NAMED = 50  # things that a query names; of more it reads all, and leaves out afterwards


@dataclass(frozen=True)
class Municipality:
    """A municipality: its IRI, its name in addresses, what it is called, all its names, its code.

    The code is a text of four digits (kommunkod), None where the graph has none.
    """

    iri: URIRef
    slug: str
    name: str
    names: tuple[str, ...] = ()
    code: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return what it may be named by: names, name in addresses, IRI, code."""
        return (*self.names, self.slug, str(self.iri), *addresses.codes_as_written(self.code or ""))

    @property
    def order(self) -> tuple[str, str]:
        """Return a key that sorts municipalities as Swedish does."""
        return alphabetical(self.name), self.slug


@dataclass(frozen=True)
class Programme:
    """An action programme of a plan, or a plan that has none; of one or several municipalities.

    ``period`` is that of the programme, ``plan_period`` that of the plan, as
    addresses have them. ``municipalities`` are those that were selected of the
    ``members`` of a joint plan. ``partial`` says whether only parts of the
    programme were read, ``plan_partial`` whether only parts of the plan.
    """

    iri: URIRef | None
    plan: URIRef | None
    period: str
    plan_period: str
    members: tuple[Municipality, ...]
    municipalities: tuple[Municipality, ...]
    partial: State
    plan_partial: State

    @property
    def periods(self) -> frozenset[str]:
        """Return both periods: a reader may ask by either."""
        return frozenset({self.period, self.plan_period})


@dataclass(frozen=True)
class Selection:
    """The programmes to read, and how.

    ``is_whole`` says that nothing was left out, ``certain_only`` that cells
    that the source calls proposed or that are doubtful are to be left out.
    ``without`` are the municipalities that were named, but have nothing to compare.
    """

    programmes: tuple[Programme, ...]
    without: tuple[Municipality, ...]
    is_whole: bool
    certain_only: bool
    language: Language

    @property
    def members(self) -> tuple[tuple[Municipality, Programme], ...]:
        """Return each selected municipality with each of its programmes, in order."""
        listed = [(of, item) for item in self.programmes for of in item.municipalities]
        return tuple(sorted(listed, key=lambda pair: (pair[0].order, pair[1].period)))

    @property
    def of_programmes(self) -> str:
        """Return the part of a graph pattern that keeps ``?programme`` to those selected."""
        return self._only("programme", [item.iri for item in self.programmes])

    @property
    def of_plans(self) -> str:
        """Return the part of a graph pattern that keeps ``?plan`` to those selected."""
        return self._only("plan", [item.plan for item in self.programmes])

    def _only(self, variable: str, things: Iterable[URIRef | None]) -> str:
        listed = sorted({thing for thing in things if thing is not None})
        if self.is_whole or len(listed) > _MOST_NAMED:
            return ""
        return f"VALUES ?{variable} {{ {values(listed)} }} "


def municipalities(engine: Engine, language: Language) -> dict[URIRef, Municipality]:
    """Return every municipality that the graph knows, by IRI."""
    named = (RDFS.label, SKOS.altLabel)
    known = {}
    asked = (*named, KL.municipalityCode)
    for iri, of in descriptions(engine, "?thing a kl:Municipality .", asked).items():
        slug = _end(iri, 0)
        names = sorted({str(text) for name in named for text in of.all(name)})
        known[iri] = Municipality(
            iri,
            slug,
            of.text(RDFS.label, language) or slug,
            tuple(names),
            of.first(KL.municipalityCode),
        )
    return known


def programmes(engine: Engine, known: Mapping[URIRef, Municipality]) -> tuple[Programme, ...]:
    """Return every programme, and every plan without one, by municipality and period."""
    members: dict[tuple[URIRef | None, URIRef | None], set[Municipality]] = {}
    for programme, plan, municipality in solutions(engine, _PROGRAMMES):
        if not isinstance(municipality, URIRef):
            continue
        slug = _end(municipality, 0)
        member = known.get(municipality, Municipality(municipality, slug, slug))
        key = (
            programme if isinstance(programme, URIRef) else None,
            plan if isinstance(plan, URIRef) else None,
        )
        members.setdefault(key, set()).add(member)
    partial = extents(engine)
    works = []
    for (programme, plan), of in members.items():
        listed = tuple(sorted(of, key=lambda item: item.order))
        period, plan_period = _end(programme or plan, -1), _end(plan or programme, -1)
        of_work, of_plan = (partial.get(thing, NOT_STATED) for thing in (programme or plan, plan))
        works.append(
            Programme(programme, plan, period, plan_period, listed, listed, of_work, of_plan)
        )
    return tuple(sorted(works, key=_order))


def extents(engine: Engine) -> dict[Node | None, State]:
    """Return whether only parts of each plan and programme were read, where that is said."""
    found: dict[Node | None, State] = {}
    for thing, truth in solutions(engine, _PARTIAL):
        is_partial = isinstance(truth, Literal) and truth.value is True
        found[thing] = either(YES if is_partial else NO, found.get(thing, NOT_STATED))
    return found


def _order(programme: Programme) -> tuple[tuple[str, str], str, str]:
    first = programme.municipalities[0].order
    return first, programme.period, str(programme.iri or programme.plan)


def _end(iri: URIRef | None, position: int) -> str:
    """Return a part of an address of ours (the slug, the period), or the whole IRI."""
    address = addresses.read(iri) if iri is not None else None
    return address.parts[position] if address and address.parts else str(iri)
