"""Links: ``links.csv``.

``sak`` and ``värde`` are IRIs below ``id/``, ``egenskap`` says what links them,
``läge`` whether the link is proposed or accepted.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.errors import Fault
from kretslopp.mapping.interpretation.statements import InterpretedStatement
from kretslopp.namespaces import DCTERMS, KL, KL_ID, SKOS
from kretslopp.tables import nearest

LINKS = "links.csv"
LINK_COLUMNS = ("sak", "egenskap", "värde", "läge")
# The folder, and graph, of links between actions of two programmes.
ALIGNMENTS = "alignments"
SAME_ACTION, SIMILAR_ACTION = "samma_åtgärd", "liknande_åtgärd"
GOAL_THEME, ACTION_THEME = "målteman", "tema"
PROPOSED, ACCEPTED = "föreslagen", "godtagen"
STATUSES = {
    PROPOSED: addresses.make("interpretation-status", "proposed"),
    ACCEPTED: addresses.make("interpretation-status", "accepted"),
}
# The folder, and graph, of what is added to the registers.
REGISTER = "register"
# How many parts follow the kind in an address of ours, and an example of one.
_SHAPES = {
    "action": (3, "action/borlange/2023-2026/K3"),
    "goal": (3, "goal/borlange/2023-2030/4"),
    "goal-theme": (1, "goal-theme/food-waste"),
    "legal": (1, "legal/miljobalken-15-41"),
    "plan": (2, "plan/borlange/2023-2030"),
    "plan-content": (1, "plan-content/goals"),
    "sdg": (1, "sdg/12.3"),
    "waste-hierarchy": (1, "waste-hierarchy/reuse"),
    "waste-stream": (1, "waste-stream/food"),
}


_ACTIONS, _PLANS, _PROVISIONS = ("action",), ("plan",), ("legal",)


@dataclass(frozen=True)
class _Property:
    """What a link says: its predicate, the kinds of thing it is about, and of those it names."""

    predicate: URIRef
    things: tuple[str, ...]
    values: tuple[str, ...]
    labels: tuple[str, str]


_PROPERTIES = {
    GOAL_THEME: _Property(KL.goalTheme, ("goal",), ("goal-theme",), ("Måltema", "Goal theme")),
    ACTION_THEME: _Property(KL.theme, ("action",), ("goal-theme",), ("Tema", "Theme")),
    SAME_ACTION: _Property(
        SKOS.exactMatch, ("action",), ("action",), ("Samma åtgärd", "Same action")
    ),
    SIMILAR_ACTION: _Property(
        SKOS.closeMatch, ("action",), ("action",), ("Liknande åtgärd", "Similar action")
    ),
    "laglig_grund": _Property(
        KL.legalBasis, ("action",), ("legal",), ("Rättslig grund", "Legal basis")
    ),
    "avfallstrappan": _Property(
        KL.wasteHierarchyStep,
        ("action",),
        ("waste-hierarchy",),
        ("Steg i avfallshierarkin", "Step of the waste hierarchy"),
    ),
    "avfallsström": _Property(
        KL.wasteStream, ("action",), ("waste-stream",), ("Avfallsström", "Waste stream")
    ),
    "globalt_mål": _Property(
        KL.sdgTarget, ("action", "goal"), ("sdg",), ("Globalt delmål", "SDG target")
    ),
    "ersätter": _Property(DCTERMS.replaces, _PLANS, _PLANS, ("Ersätter", "Replaces")),
    "frågar_efter": _Property(
        KL.asksFor, ("legal",), ("goal-theme", "plan-content"), ("Frågar efter", "Asks for")
    ),
}


def faults(
    suffix: str, rows: tuple[CurationRow, ...], known: Collection[URIRef]
) -> Iterator[Fault]:
    """Yield every fault of the links of one folder.

    ``known`` are the concepts and provisions that a link may name. That an
    action, goal or plan exists is not looked for here: its tables may come later.
    """
    seen: dict[frozenset[str], CurationRow] = {}
    for row in rows:
        if row["läge"] not in STATUSES:
            yield row.fault(
                "läge", f"“{row['läge']}” is not known.", f"Write {PROPOSED} or {ACCEPTED}."
            )
        link = _PROPERTIES.get(row["egenskap"])
        if link is None:
            yield row.fault(
                "egenskap",
                f"“{row['egenskap']}” is not known.",
                nearest(row["egenskap"], list(_PROPERTIES)) or f"Use {', '.join(_PROPERTIES)}.",
            )
        else:
            yield from _faults_of_ends(suffix, row, link, known)
        pair = frozenset((row["sak"], row["värde"]))
        if pair in seen:
            yield row.fault("sak", f"Row {seen[pair].place.row} links these two already.")
        seen.setdefault(pair, row)


def _faults_of_ends(
    suffix: str, row: CurationRow, link: _Property, known: Collection[URIRef]
) -> Iterator[Fault]:
    if not _is_of(row["sak"], link.things):
        yield _not_of_kind(row, "sak", link.things)
    elif not _stands_right(suffix, row["sak"], link):
        yield row.fault(
            "sak",
            f"A link of this kind and thing does not belong in {suffix}.",
            f"Alignments stand in {ALIGNMENTS}/, what provisions ask for in {REGISTER}/, "
            "other links in the folder of the thing's owner.",
        )
    elif link.things == _PROVISIONS:
        yield from _unknown(row, "sak", link.things, known)
    if not _is_of(row["värde"], link.values):
        yield _not_of_kind(row, "värde", link.values)
    elif link.values not in (_ACTIONS, _PLANS):
        yield from _unknown(row, "värde", link.values, known)
    if row["sak"] == row["värde"]:
        yield row.fault("värde", "This is linked to itself.", "Name the other.")


def _unknown(
    row: CurationRow, column: str, kinds: tuple[str, ...], known: Collection[URIRef]
) -> Iterator[Fault]:
    if KL_ID[row[column]] not in known:
        names = [str(iri).removeprefix(str(KL_ID)) for iri in sorted(known)]
        same_kind = [name for name in names if name.partition("/")[0] in kinds]
        yield row.fault(column, f"There is no “{row[column]}”.", nearest(row[column], same_kind))


def _is_of(address: str, kinds: tuple[str, ...]) -> bool:
    kind, *parts = address.split("/")
    try:
        addresses.make(kind, *parts)
    except ValueError:
        return False
    return kind in kinds and len(parts) == _SHAPES[kind][0]


def _not_of_kind(row: CurationRow, column: str, kinds: tuple[str, ...]) -> Fault:
    examples = " or ".join(_SHAPES[kind][1] for kind in kinds)
    return row.fault(
        column,
        f"“{row[column]}” is not the address of {' or '.join(kinds)}.",
        f"Write it as {examples}.",
    )


def _stands_right(suffix: str, thing: str, link: _Property) -> bool:
    if link.values == _ACTIONS:
        return suffix == ALIGNMENTS
    if link.things == _PROVISIONS:
        return suffix == REGISTER
    return thing.split("/")[1] == suffix.split("/")[0]


def statement(row: CurationRow) -> InterpretedStatement:
    """Return what a link states."""
    link = _PROPERTIES[row["egenskap"]]
    sv, en = link.labels
    words = f"{row['sak']} – {row['värde']}"
    return InterpretedStatement(
        (KL_ID[row["sak"]], link.predicate, KL_ID[row["värde"]]),
        addresses.interpretation(*row["sak"].split("/"), *row["värde"].split("/")),
        (f"{sv}: {words}", f"{en}: {words}"),
    )


def alignments(rows: Iterable[CurationRow]) -> dict[frozenset[URIRef], CurationRow]:
    """Return the links between actions, by the pair of actions in either order."""
    return {
        frozenset((KL_ID[row["sak"]], KL_ID[row["värde"]])): row
        for row in rows
        if row["egenskap"] in (SAME_ACTION, SIMILAR_ACTION)
    }
