"""IRIs of things: made and read here, side by side.

An address is ``https://w3id.org/kretslopp/id/<kind>/<part>/<part>…``. Every
part is a slug or a code: ASCII without a slash (å ä → a, ö → o). Swedish lives
in literals.
"""

import re
import unicodedata
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.characters import plain
from kretslopp.namespaces import KL_GRAPH, KL_ID

_PART = re.compile(r"[A-Za-z0-9._~-]+\Z")


@dataclass(frozen=True)
class Address:
    """What an IRI under ``id/`` says: the kind of thing and the parts of its name."""

    kind: str
    parts: tuple[str, ...]


def slug(text: str) -> str:
    """Return ``text`` as a lower-case ASCII name: ``"AO Återvinning"`` → ``"ao-atervinning"``.

    Raises ValueError when nothing of the text is left.
    """
    name = re.sub(r"[^a-z0-9]+", "-", _without_marks(text).lower()).strip("-")
    if not name:
        raise ValueError(f"no letter or digit in {text!r} to make an address of")
    return name


def _without_marks(text: str) -> str:
    """Return text with å ä → a, ö → o, é → e, and so on."""
    apart = unicodedata.normalize("NFKD", plain(text))
    return "".join(c for c in apart if not unicodedata.combining(c))


def make(kind: str, *parts: str) -> URIRef:
    """Return the IRI of a thing of ``kind``; ``read`` gives the same parts back.

    Raises ValueError for a part that can't stand in an address.
    """
    for part in (kind, *parts):
        if not _PART.match(part):
            raise ValueError(f"{part!r} can't be part of an address: use A-Z a-z 0-9 . _ ~ -")
    return KL_ID["/".join((kind, *parts))]


def read(iri: URIRef) -> Address | None:
    """Return what an IRI of ours says, or None for one that is not under ``id/``."""
    if not iri.startswith(str(KL_ID)):
        return None
    kind, *parts = iri.removeprefix(str(KL_ID)).split("/")
    return Address(kind, tuple(parts))


def is_path(text: str) -> bool:
    """Return whether a text can be what stands after ``id/`` in an address of a thing."""
    return all(_PART.match(part) for part in text.split("/"))


def plan(municipality: str, period: str) -> URIRef:
    """Return the IRI of a waste plan: ``plan("borlange", "2023-2030")``."""
    return make("plan", municipality, period)


def programme(municipality: str, period: str) -> URIRef:
    """Return the IRI of an action programme: ``programme("borlange", "2023-2026")``."""
    return make("programme", municipality, period)


def action(owner: str, period: str, code: str) -> URIRef:
    """Return the IRI of an action.

    ``owner`` is the waste region of a regional action (code ``R7``) and the
    municipality or joint plan of a municipal one (code ``K3``).
    """
    return make("action", owner, period, code)


def participation(municipality: str, period: str, code: str) -> URIRef:
    """Return the IRI of one municipality's part in the regional action ``code``."""
    return make("participation", municipality, period, code)


def code_part(code: str) -> str:
    """Return a code as part of an address: ``FBS 2017:1`` → ``FBS-2017-1``, ``Å1`` → ``A1``.

    Two codes may come out alike; ``mapping.programme`` refuses that.
    """
    return re.sub(r"[ :]+", "-", _without_marks(code))


def goal(owner: str, plan_period: str, code: str) -> URIRef:
    """Return the IRI of a goal of one plan; ``code`` as the plan writes it (``4``, ``1.1``)."""
    return make("goal", owner, plan_period, code_part(code))


def indicator(owner: str, plan_period: str, code: str) -> URIRef:
    """Return the IRI of what goals of one plan are measured by; ``code`` is its code or key."""
    return make("indicator", owner, plan_period, code_part(code))


def assessment(owner: str, plan_period: str, goal_code: str, day: str) -> URIRef:
    """Return the IRI of what a plan's owner judges of one goal on one day (``2025-07-28``)."""
    return make("assessment", owner, plan_period, code_part(goal_code), day)


def decision(owner: str, plan_period: str, municipality_slug: str) -> URIRef:
    """Return the IRI of one municipality's decision on a plan."""
    return make("decision", owner, plan_period, municipality_slug)


def target(owner: str, plan_period: str, code: str, *parts: str) -> URIRef:
    """Return the IRI of a value of a goal; ``parts`` are its area, if any, and its year."""
    return make("target", owner, plan_period, code_part(code), *parts)


def status_report(owner: str, period: str, action_key: str, day: str) -> URIRef:
    """Return the IRI of what a follow-up says of one action on one day (``2025-07-28``)."""
    return make("status", owner, period, action_key, day)


def goal_area(name: str, *owner: str) -> URIRef:
    """Return the IRI of the goal area (målområde) with this Swedish name.

    ``owner`` is whose plan it is, of an area that is one plan's own.
    """
    return make("goal-area", *owner, slug(name))


def municipality(name: str) -> URIRef:
    """Return the IRI of the municipality with this slug."""
    return make("municipality", name)


def codes_as_written(code: str) -> tuple[str, ...]:
    """Return how a municipality's code may be written: ``0360``, or as a spreadsheet leaves it."""
    return tuple(dict.fromkeys((code, code.lstrip("0")))) if code else ()


def region(name: str) -> URIRef:
    """Return the IRI of the waste region with this slug."""
    return make("region", name)


def county(name: str) -> URIRef:
    """Return the IRI of the county with this slug."""
    return make("county", name)


def organisation(*path: str) -> URIRef:
    """Return the IRI of an organisation: ``organisation("borlange-energi", "atervinning")``."""
    return make("org", *path)


def country(name: str) -> URIRef:
    """Return the IRI of the country with this slug."""
    return make("country", name)


def concept(scheme: str, name: str) -> URIRef:
    """Return the IRI of a concept: ``concept("plan-status", "adopted")``."""
    return make(scheme, name)


def legal_requirement(name: str) -> URIRef:
    """Return the IRI of a provision of law: ``legal_requirement("miljobalken-15-41")``."""
    return make("legal", name)


def document(municipality: str, period: str) -> URIRef:
    """Return the IRI of the source document of a programme."""
    return make("document", municipality, period)


def record(municipality: str, period: str, table: str, row: str | None = None) -> URIRef:
    """Return the IRI of the source record of a table, or of one of its rows."""
    return make("record", municipality, period, table, *(() if row is None else (row,)))


def cell(record_iri: URIRef, column: str) -> URIRef:
    """Return the IRI of one cell of a row's source record."""
    return URIRef(f"{record_iri}/{slug(column)}")


def interpretation(*parts: str) -> URIRef:
    """Return the IRI of one statement that we add to what the sources say."""
    return make("interpretation", *parts)


def agent(name: str) -> URIRef:
    """Return the IRI of someone who curates: the ``who`` of a curation row."""
    return make("agent", slug(name))


def graph(kind: str, *parts: str) -> URIRef:
    """Return the IRI of a named graph: ``graph("source", "borlange", "2023-2026")``."""
    for part in (kind, *parts):
        if not _PART.match(part):
            raise ValueError(f"{part!r} can't be part of an address: use A-Z a-z 0-9 . _ ~ -")
    return KL_GRAPH["/".join((kind, *parts))]


def graph_suffix(iri: URIRef) -> str:
    """Return the part of a named graph's IRI that is also its path under ``data/graph/``.

    Raises ValueError for a graph that is not ours.
    """
    if not iri.startswith(str(KL_GRAPH)):
        raise ValueError(f"{iri} is not under {KL_GRAPH}")
    return iri.removeprefix(str(KL_GRAPH))
