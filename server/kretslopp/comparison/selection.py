"""Which programmes are compared: municipalities and periods, as a researcher names them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rdflib import URIRef

from kretslopp.characters import folded, plain
from kretslopp.comparison.table import end_of
from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import KL, RDFS
from kretslopp.reading.descriptions import descriptions
from kretslopp.reading.programmes import (
    Municipality,
    Programme,
    Selection,
    municipalities,
    programmes,
)
from kretslopp.tables import nearest, nearest_municipality

_MOST_SHOWN = 20


def select(
    engine: Engine,
    language: Language,
    named: str | Iterable[str] | None,
    periods: str | Iterable[str] | None,
    *,
    certain_only: bool = False,
) -> Selection:
    """Return the programmes of the municipalities and periods that are named.

    A municipality is named by name, address, code or IRI, and a county stands for its
    municipalities; None stands for all. Raises
    WrongUse, with the nearest, for one that the graph does not know.
    """
    known = municipalities(engine, language)
    candidates = programmes(engine, known)
    wanted = None if named is None else _find(engine, listed(named), known, candidates)
    spans = None if periods is None else _periods(listed(periods), candidates)
    chosen = [
        replace(item, municipalities=of)
        for item in candidates
        if (of := tuple(m for m in item.municipalities if wanted is None or m.iri in wanted))
        and (spans is None or item.periods & spans)
    ]
    have = {of.iri for item in chosen for of in item.municipalities}
    without = sorted(
        (known[iri] for iri in (wanted or frozenset()) - have), key=lambda item: item.order
    )
    is_whole = wanted is None and spans is None
    return Selection(tuple(chosen), tuple(without), is_whole, certain_only, language)


def listed(names: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return names that were given as one or several."""
    return (names,) if isinstance(names, str) else tuple(names or ())


def _find(
    engine: Engine,
    named: Sequence[str],
    known: Mapping[URIRef, Municipality],
    candidates: Sequence[Programme],
) -> frozenset[URIRef]:
    spellings = {
        folded(text): frozenset({iri}) for iri, item in known.items() for text in item.spellings
    }
    if any(folded(name) not in spellings for name in named):
        spellings = {**_of_counties(engine), **spellings}
    names = [item.name for item in known.values()]
    compared = {member.order: member.name for item in candidates for member in item.members}
    faults = [
        Fault(
            f"The data has no municipality “{name}”.",
            advice=nearest_municipality(name, names)
            or _some(compared[order] for order in sorted(compared)),
        )
        for name in named
        if folded(name) not in spellings
    ]
    if faults:
        raise WrongUse(*faults)
    return frozenset().union(*(spellings[folded(name)] for name in named))


def _of_counties(engine: Engine) -> dict[str, frozenset[URIRef]]:
    """Return the municipalities of each county, by each way to write it."""
    members: dict[URIRef, set[URIRef]] = {}
    for iri, of in descriptions(engine, "?thing kl:county ?any .", (KL.county,)).items():
        for county in of.iris(KL.county):
            members.setdefault(county, set()).add(iri)
    return {
        folded(text): frozenset(members.get(county, ()))
        for county, of in descriptions(engine, "?thing a kl:County .", (RDFS.label,)).items()
        for text in (*map(str, of.all(RDFS.label)), end_of(county) or "", str(county))
    }


def _periods(named: Sequence[str], candidates: Sequence[Programme]) -> frozenset[str]:
    known = sorted({period for programme in candidates for period in programme.periods})
    faults = [
        Fault(
            f"The data has no programme or plan of the period “{period}”.",
            advice=nearest(period, known) or _some(known),
        )
        for period in named
        if plain(period) not in known
    ]
    if faults:
        raise WrongUse(*faults)
    return frozenset(map(plain, named))


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = " …" if len(listed) > _MOST_SHOWN else "."
    return f"There are {', '.join(listed[:_MOST_SHOWN]) or 'none'}{more}"
