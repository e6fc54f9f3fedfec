"""How many live where, for values per inhabitant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import descriptions

# Units whose numbers are kilograms per person already, and those of totals: kilograms in one.
PER_PERSON = frozenset({"kg-per-person"})
KILOGRAMS = {"kg": 1, "kilogram": 1, "tonne": 1000}


@dataclass(frozen=True)
class Figure:
    """A population in one year."""

    year: int
    people: int


class Population:
    """The population figures of the graph, by municipality and year."""

    def __init__(self, engine: Engine) -> None:
        self._of: dict[URIRef, dict[int, int]] = {}
        pattern = "?thing a kl:PopulationFigure ."
        for of in descriptions(engine, pattern, (KL.municipality, KL.year, KL.value)).values():
            year, people = of.integer(KL.year), of.number(KL.value)
            if year is not None and people is not None:
                for municipality in of.iris(KL.municipality):
                    self._of.setdefault(municipality, {})[year] = round(people)

    def near(self, municipalities: Iterable[URIRef], year: int) -> Figure | None:
        """Return the population of municipalities together in the year nearest to ``year``.

        Of two years equally near the earlier. None where there is no year in
        which all are known.
        """
        figures: list[Mapping[int, int]] = [self._of.get(iri, {}) for iri in municipalities]
        if not figures:
            return None
        years = set.intersection(*(set(of) for of in figures))
        if not years:
            return None
        nearest = min(years, key=lambda known: (abs(known - year), known))
        return Figure(nearest, sum(of[nearest] for of in figures))
