"""The names of a regional row → lead and participants.

The document prints both columns one after the other. What parts them: the
municipality's name, with which a participant usually begins; a lead or a
participant that other rows show alone; a wide gap or a blank line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kretslopp.extraction.evidence import Evidence, longest_start
from kretslopp.extraction.text import Gap, TextWord, joined, without_marks


@dataclass(frozen=True)
class Split:
    """The words of the lead and of the participants, and whether that is sure.

    ``shown`` means that the row tells both apart in such a way that other rows
    may be read by them.
    """

    lead: tuple[TextWord, ...]
    participants: tuple[TextWord, ...]
    sure: bool = True
    shown: bool = False


def split(names: Sequence[TextWord], evidence: Evidence) -> Split:
    """Return which of a regional row's names are the lead and which the participants."""
    if not names:
        return Split((), ())
    texts = [word.text for word in names]
    if texts[0] == "-":
        return _at(names, 1)
    if known := longest_start(texts, evidence.leads):
        return _at(names, len(known.split()))
    return _by_municipality(names, texts, evidence) or _by_layout(names, texts, evidence)


def _at(names: Sequence[TextWord], position: int, sure: bool = True, shown: bool = False) -> Split:
    return Split(tuple(names[:position]), tuple(names[position:]), sure, shown)


def _by_municipality(
    names: Sequence[TextWord], texts: list[str], evidence: Evidence
) -> Split | None:
    """Split before the municipality's name; a second place where it could be makes that unsure."""
    places = [n for n in range(len(texts)) if evidence.names_municipality(texts[n:])]
    if not places:
        return None
    first = places[0]
    cell_starts = [n for n in places[1:] if names[n].gap is Gap.BLOCK]
    if not cell_starts:
        return _at(names, first, shown=first > 0)
    sure = first > 0 and names[first].gap in (Gap.BLOCK, Gap.WIDE)
    return _at(names, first, sure=sure, shown=sure)


def _by_layout(names: Sequence[TextWord], texts: list[str], evidence: Evidence) -> Split:
    plain = [without_marks(text) for text in texts]
    for position in range(len(texts)):
        if " ".join(plain[position:]) in evidence.participants:
            return _at(names, position)
    for gap in (Gap.WIDE, Gap.BLOCK):
        places = [n for n, word in enumerate(names) if n and word.gap is gap]
        if places:
            return _at(names, places[0], sure=len(places) == 1, shown=len(places) == 1)
    return _at(names, len(names), sure=False)


def shown_cells(splits: Iterable[Split]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the leads and the participants of the rows that other rows may be read by."""
    shown = [names for names in splits if names.shown]
    leads = {without_marks(joined(names.lead)) for names in shown}
    participants = {without_marks(joined(names.participants)) for names in shown}
    return frozenset(leads), frozenset(participants)
