"""Names of organisations as printed → organisations of the register.

A cell may hold several, printed one after the other with nothing, ``och``, a
comma or ``;`` between: ``Borlänge kommun Strategi- och Exploateringskontor och
Miljökontor``. Each word must belong to a known name or stand between two.
"""

from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.characters import folded
from kretslopp.tables import nearest

_BETWEEN = frozenset({"och", "samt", ",", ";", "&"})
_END = ",;"


@dataclass(frozen=True)
class NamedOrganisation:
    """An organisation and the names it goes by in one municipality."""

    iri: URIRef
    names: tuple[str, ...]


@dataclass(frozen=True)
class Resolved:
    """What a cell names: organisations in printed order, and words that name no one."""

    organisations: tuple[URIRef, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class _Reading:
    """A way to read the words up to some position; fewer unknown words, then fewer names, win."""

    unknown: tuple[int, ...] = ()
    organisations: tuple[URIRef, ...] = ()

    @property
    def cost(self) -> tuple[int, int]:
        return len(self.unknown), len(self.organisations)


def resolve(text: str, known: tuple[NamedOrganisation, ...]) -> Resolved:
    """Return the organisations that a cell names.

    Of all ways to cut the text into known names the one with the fewest names
    is taken, so that ``Strategi- och Exploateringskontor`` stays one office.
    """
    words = text.split()
    names = {_key(name.split()): org.iri for org in reversed(known) for name in org.names}
    longest = max((len(key) for key in names), default=0)
    readings = [_Reading()]
    for end in range(1, len(words) + 1):
        before = readings[end - 1]
        word = words[end - 1]
        ways = [
            before
            if folded(word) in _BETWEEN
            else _Reading((*before.unknown, end - 1), before.organisations)
        ]
        for start in range(max(0, end - longest), end):
            iri = names.get(_key(words[start:end]))
            if iri is not None:
                begun = readings[start]
                ways.append(_Reading(begun.unknown, (*begun.organisations, iri)))
        readings.append(min(ways, key=lambda way: way.cost))
    best = readings[-1]
    return Resolved(tuple(dict.fromkeys(best.organisations)), _runs(words, best.unknown))


def advice(unknown: str, known: tuple[NamedOrganisation, ...]) -> str:
    """Return what to do about words that name no organisation of the register."""
    names = sorted({name for org in known for name in org.names})
    return (
        f"{nearest(unknown, names)} Correct the cell, or add the organisation to "
        "data/curation/registers/organisations.csv."
    ).strip()


def _key(words: list[str]) -> tuple[str, ...]:
    return tuple(folded(word.rstrip(_END)) for word in words)


def _runs(words: list[str], positions: tuple[int, ...]) -> tuple[str, ...]:
    """Return the unknown words, those that stand together as one text."""
    runs: list[list[int]] = []
    for position in positions:
        if runs and position == runs[-1][-1] + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return tuple(" ".join(words[position] for position in run).rstrip(_END) for run in runs)
