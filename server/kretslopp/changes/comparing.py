"""From two versions to what changed between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.changes import content, names
from kretslopp.changes.changes import Changes, Kind, PropertyChange, Texts, ThingChange, Triple
from kretslopp.changes.content import Things, VersionContent
from kretslopp.engine import Engine
from kretslopp.languages import LANGUAGES, alphabetical, natural
from kretslopp.namespaces import KL, RDF
from kretslopp.reading.names import Names
from kretslopp.words import texts

_YEARS = (KL.startYear, KL.endYear)
# What a thing belongs to, step by step, up to its programme or plan.
_BELONGS: tuple[URIRef, ...] = (KL.inProgramme, KL.goalOf, KL.targetFor, KL.reportsOn)
_MOST_STEPS = 5
_NONE: Mapping[URIRef, set[Node]] = {}

# The values of a property in one language: texts in several languages change apart.
_Key = tuple[URIRef, str]


@dataclass(frozen=True)
class _Version:
    content: VersionContent
    names: Names


def compare(old: Engine, new: Engine) -> Changes:
    """Return what changed from one version of the dataset to another.

    Derived triples and provenance do not count. Things stand in the order of what
    they belong to and of their numbers. Raises WrongUse for what has none of our
    named graphs, and EngineFailure when an engine can't answer.
    """
    before, after = content.read_content(old, "old"), content.read_content(new, "new")
    things = _changed(before.asserted, after.asserted)
    interpreted = _changed(before.interpreted, after.interpreted)
    rejudged = {
        statement[0]
        for statement, status in after.statuses.items()
        if before.statuses.get(statement, status) != status
    }
    wanted = set(_mentioned(before, after, things | interpreted | rejudged))
    versions = (_Version(before, Names(old, wanted)), _Version(after, Names(new, wanted)))
    return Changes(
        _sorted(_thing(iri, before.asserted, after.asserted, versions) for iri in things),
        _sorted(
            _thing(iri, before.interpreted, after.interpreted, versions, _judged(iri, versions))
            for iri in interpreted | rejudged
        ),
    )


def _changed(old: Things, new: Things) -> set[URIRef]:
    return {iri for iri in old.keys() | new.keys() if old.get(iri) != new.get(iri)}


def _mentioned(
    before: VersionContent, after: VersionContent, things: set[URIRef]
) -> Iterator[URIRef]:
    """Yield the things whose names are needed: those that changed, and those that they name."""
    for version in (before, after):
        yield from version.statuses.values()
        for iri in things:
            yield from _chain(iri, version)
            for known in (version.asserted, version.interpreted):
                for values in known.get(iri, _NONE).values():
                    yield from names.mentioned(values)


def _chain(thing: URIRef, version: VersionContent) -> Iterator[URIRef]:
    """Yield a thing, and what it belongs to, step by step."""
    for _ in range(_MOST_STEPS):
        yield thing
        steps = _BELONGS
        if KL.RegionalAction in version.all_of(thing, RDF.type):
            steps = (KL.region,)
        above = sorted(
            iri for name in steps for iri in names.mentioned(version.all_of(thing, name))
        )
        if not above:
            return
        thing = above[0]


def _thing(
    iri: URIRef,
    old: Things,
    new: Things,
    versions: tuple[_Version, _Version],
    judged: tuple[PropertyChange, ...] = (),
) -> ThingChange:
    before, after = old.get(iri, _NONE), new.get(iri, _NONE)
    changes = (*_properties(iri, before, after, versions), *judged)
    # A thing is called what the reader knows it as; what we say of it may outlive it.
    asserted = [iri in version.content.asserted for version in versions]
    is_new = asserted == [False, True] or not versions[0].names.knows(iri)
    known = versions[1 if is_new else 0]
    return ThingChange(
        iri,
        _kind(before, after),
        _name(iri, known),
        names.label(known.names, iri),
        _group(iri, known),
        tuple(sorted(changes, key=lambda change: (change.label["sv"], change.properties))),
    )


def _kind(before: Mapping[URIRef, set[Node]], after: Mapping[URIRef, set[Node]]) -> Kind:
    """Return what happened to a thing: it is there where it is said what it is."""
    if RDF.type in after and RDF.type not in before:
        return "added"
    return "withdrawn" if RDF.type in before and RDF.type not in after else "changed"


def _name(iri: URIRef, version: _Version) -> Texts:
    """Return the number of a thing, or what it is called; the number of a goal says that it is."""
    name = names.name(version.names, iri)
    if version.names.number(iri) is None or not version.content.all_of(iri, KL.goalOf):
        return name
    return texts("changes.goal", number=name)


def _group(iri: URIRef, version: _Version) -> Texts:
    *_, last = _chain(iri, version.content)
    is_work = version.content.all_of(last, RDF.type) & {KL.Plan, KL.ActionProgramme, KL.WasteRegion}
    return names.label(version.names, last) if is_work else texts("changes.registers")


def _properties(
    iri: URIRef,
    before: Mapping[URIRef, set[Node]],
    after: Mapping[URIRef, set[Node]],
    versions: tuple[_Version, _Version],
) -> Iterator[PropertyChange]:
    old, new = _by_language(before), _by_language(after)
    for name, language in old.keys() | new.keys():
        was, now = old.get((name, language), set()), new.get((name, language), set())
        if was != now and name not in _YEARS:
            yield PropertyChange(
                (name,),
                names.term_name(name, language),
                names.values_text(was, versions[0].names),
                names.values_text(now, versions[1].names),
                _triples(iri, name, was - now),
                _triples(iri, name, now - was),
            )
    if any(before.get(name) != after.get(name) for name in _YEARS):
        yield _years(iri, before, after)


def _by_language(of: Mapping[URIRef, set[Node]]) -> dict[_Key, set[Node]]:
    by_language: dict[_Key, set[Node]] = {}
    for name, values in of.items():
        for value in values:
            language = (value.language or "") if isinstance(value, Literal) else ""
            by_language.setdefault((name, language), set()).add(value)
    return by_language


def _years(
    iri: URIRef, before: Mapping[URIRef, set[Node]], after: Mapping[URIRef, set[Node]]
) -> PropertyChange:
    was = [before.get(name, set()) for name in _YEARS]
    now = [after.get(name, set()) for name in _YEARS]
    pairs = list(zip(_YEARS, was, now, strict=True))
    return PropertyChange(
        _YEARS,
        texts("changes.years"),
        names.years_text(*was),
        names.years_text(*now),
        tuple(triple for name, old, new in pairs for triple in _triples(iri, name, old - new)),
        tuple(triple for name, old, new in pairs for triple in _triples(iri, name, new - old)),
    )


def _triples(iri: URIRef, name: URIRef, values: set[Node]) -> tuple[Triple, ...]:
    return tuple((iri, name, value) for value in sorted(values, key=lambda value: value.n3()))


def _judged(iri: URIRef, versions: tuple[_Version, _Version]) -> tuple[PropertyChange, ...]:
    """Return where an interpretation of a thing was proposed and is now accepted, or back."""
    old, new = (version.content.statuses for version in versions)
    changes = []
    for statement in sorted(old.keys() & new.keys(), key=str):
        subject, name, value = statement
        if subject == iri and old[statement] != new[statement]:
            what = names.term_name(name)
            called = names.values_text((value,), versions[1].names)
            assert called is not None
            changes.append(
                PropertyChange(
                    (KL.interpretationStatus,),
                    {of: f"{what[of]} {called[of]}:" for of in LANGUAGES},
                    names.label(versions[0].names, old[statement]),
                    names.label(versions[1].names, new[statement]),
                    (),
                    (),
                )
            )
    return tuple(changes)


def _sorted(things: Iterator[ThingChange]) -> tuple[ThingChange, ...]:
    return tuple(
        sorted(
            things,
            key=lambda item: (alphabetical(item.group["sv"]), natural(item.name["sv"]), item.iri),
        )
    )
