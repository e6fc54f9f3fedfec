"""Which programmes are compared: municipalities and periods, as a researcher names them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.comparison.reading import rows, said, values
from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language, alphabetical
from kretslopp.namespaces import RDFS, SKOS
from kretslopp.tables import nearest

_PROGRAMMES = """
SELECT DISTINCT ?programme ?plan ?municipality WHERE {
  { ?programme a kl:ActionProgramme ; kl:municipality ?municipality .
    OPTIONAL { ?programme kl:programmeOf ?plan } }
  UNION
  { ?plan a kl:Plan ; kl:municipality ?municipality .
    FILTER NOT EXISTS { ?other kl:programmeOf ?plan } }
}
"""
_MOST_SHOWN = 20
_MOST_NAMED = 50  # things that a query names; of more it reads all, and leaves out afterwards


@dataclass(frozen=True)
class Municipality:
    """A municipality: its IRI, its name in addresses, and what it is called."""

    iri: URIRef
    slug: str
    name: str

    @property
    def order(self) -> tuple[str, str]:
        """Return a key that sorts municipalities as Swedish does."""
        return alphabetical(self.name), self.slug


@dataclass(frozen=True)
class Programme:
    """An action programme of a plan, or a plan that has none; of one or several municipalities.

    ``period`` is that of the programme, ``plan_period`` that of the plan, as
    addresses have them. ``municipalities`` are those that were selected of the
    ``members`` of a joint plan.
    """

    iri: URIRef | None
    plan: URIRef | None
    period: str
    plan_period: str
    members: tuple[Municipality, ...]
    municipalities: tuple[Municipality, ...]

    @property
    def periods(self) -> frozenset[str]:
        """Return both periods: a reader may ask by either."""
        return frozenset({self.period, self.plan_period})


@dataclass(frozen=True)
class Selection:
    """The programmes to compare, and how.

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
    return {iri: municipality for iri, (municipality, _) in _known(engine, language).items()}


def programmes(engine: Engine, language: Language) -> tuple[Programme, ...]:
    """Return every programme, and every plan without one, by municipality and period."""
    return _programmes(engine, municipalities(engine, language))


def select(
    engine: Engine,
    language: Language,
    named: str | Iterable[str] | None,
    periods: str | Iterable[str] | None,
    *,
    certain_only: bool = False,
) -> Selection:
    """Return the programmes of the municipalities and periods that are named.

    A municipality is named by name, address or IRI; None stands for all. Raises
    WrongUse, with the nearest, for one that the graph does not know.
    """
    known = _known(engine, language)
    found = _programmes(engine, {iri: item for iri, (item, _) in known.items()})
    wanted = None if named is None else _find(_listed(named), known)
    spans = None if periods is None else _periods(_listed(periods), found)
    chosen = [
        replace(item, municipalities=of)
        for item in found
        if (of := tuple(m for m in item.municipalities if wanted is None or m.iri in wanted))
        and (spans is None or item.periods & spans)
    ]
    have = {of.iri for item in chosen for of in item.municipalities}
    without = sorted(
        (known[iri][0] for iri in (wanted or frozenset()) - have), key=lambda item: item.order
    )
    is_whole = wanted is None and spans is None
    return Selection(tuple(chosen), tuple(without), is_whole, certain_only, language)


def _listed(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _known(
    engine: Engine, language: Language
) -> dict[URIRef, tuple[Municipality, tuple[str, ...]]]:
    """Return each municipality with all that it is called."""
    things = said(engine, "?thing a kl:Municipality .", (RDFS.label, SKOS.altLabel))
    found = {}
    for iri, of in things.items():
        slug = _end(iri, 0)
        name = of.text(RDFS.label, language) or slug
        called = {str(text) for text in (*of.all(RDFS.label), *of.all(SKOS.altLabel))}
        found[iri] = (Municipality(iri, slug, name), (slug, str(iri), *sorted(called)))
    return found


def _programmes(engine: Engine, known: Mapping[URIRef, Municipality]) -> tuple[Programme, ...]:
    members: dict[tuple[URIRef | None, URIRef | None], set[Municipality]] = {}
    for programme, plan, municipality in rows(engine, _PROGRAMMES):
        if not isinstance(municipality, URIRef):
            continue
        slug = _end(municipality, 0)
        member = known.get(municipality, Municipality(municipality, slug, slug))
        key = (
            programme if isinstance(programme, URIRef) else None,
            plan if isinstance(plan, URIRef) else None,
        )
        members.setdefault(key, set()).add(member)
    found = []
    for (programme, plan), of in members.items():
        listed = tuple(sorted(of, key=lambda item: item.order))
        period, plan_period = _end(programme or plan, -1), _end(plan or programme, -1)
        found.append(Programme(programme, plan, period, plan_period, listed, listed))
    return tuple(sorted(found, key=_order))


def _order(programme: Programme) -> tuple[tuple[str, str], str, str]:
    first = programme.municipalities[0].order
    return first, programme.period, str(programme.iri or programme.plan)


def _end(iri: URIRef | None, position: int) -> str:
    """Return a part of an address of ours (the slug, the period), or the whole IRI."""
    address = addresses.read(iri) if iri is not None else None
    return address.parts[position] if address and address.parts else str(iri)


def _find(
    named: Sequence[str], known: Mapping[URIRef, tuple[Municipality, tuple[str, ...]]]
) -> frozenset[URIRef]:
    spellings = {_fold(text): iri for iri, (_, texts) in known.items() for text in texts}
    names = [item.name for item, _ in known.values()]
    faults = [
        Fault(
            f"The data has no municipality “{name}”.",
            advice=nearest(name, names) or _some(names),
        )
        for name in named
        if _fold(name) not in spellings
    ]
    if faults:
        raise WrongUse(*faults)
    return frozenset(spellings[_fold(name)] for name in named)


def _periods(named: Sequence[str], found: Sequence[Programme]) -> frozenset[str]:
    known = sorted({period for programme in found for period in programme.periods})
    faults = [
        Fault(
            f"The data has no programme or plan of the period “{period}”.",
            advice=nearest(period, known) or _some(known),
        )
        for period in named
        if period not in known
    ]
    if faults:
        raise WrongUse(*faults)
    return frozenset(named)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = " …" if len(listed) > _MOST_SHOWN else "."
    return f"There are {', '.join(listed[:_MOST_SHOWN]) or 'none'}{more}"


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
