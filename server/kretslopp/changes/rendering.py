"""Changes as text for people and as JSON for programs."""

import json
from collections.abc import Iterator
from itertools import groupby

from kretslopp import words
from kretslopp.changes.changes import Changes, PropertyChange, ThingChange
from kretslopp.languages import LANGUAGES, Language

_NOTHING = "–"  # where a property says nothing


def to_text(changes: Changes, language: Language) -> str:
    """Return changes as text: a line for each property that changed (“K13: years 2026 → 2027”)."""
    if changes.is_empty:
        return words.text("changes.none", language) + "\n"
    parts = ("things", changes.things), ("interpretations", changes.interpretations)
    texts = ["".join(_section(name, things, language)) for name, things in parts if things]
    return "\n".join(texts)


def _section(name: str, things: tuple[ThingChange, ...], language: Language) -> Iterator[str]:
    kinds = [thing.kind for thing in things]
    counted = {kind: kinds.count(kind) for kind in ("changed", "added", "withdrawn")}
    counts = words.text("changes.counts", language, **counted)
    yield words.text(f"changes.{name}", language, counts=counts) + "\n"
    for group, of_group in groupby(things, key=lambda thing: thing.group[language]):
        yield f"\n{group}\n"
        for thing in of_group:
            for line in _lines(thing, language):
                yield f"  {line}\n"


def _lines(thing: ThingChange, language: Language) -> Iterator[str]:
    name, label = thing.name[language], thing.label[language]
    if thing.kind != "changed":
        called = label if f"{label} ".startswith(f"{name} ") else f"{name} {label}"
        yield words.text(f"changes.{thing.kind}", language, name=called)
        return
    for change in thing.properties:
        yield f"{name}: {change_text(change, language)}"


def change_text(change: PropertyChange, language: Language) -> str:
    """Return one change in words: “years 2026 → 2027”."""
    old = change.old[language] if change.old else _NOTHING
    new = change.new[language] if change.new else _NOTHING
    return f"{change.label[language]} {old} → {new}"


def sentence(thing: ThingChange, language: Language) -> str:
    """Return all that changed of a thing in one line."""
    return "; ".join(_lines(thing, language))


def to_json(changes: Changes) -> str:
    """Return changes as JSON, with the texts in every language."""
    document = {
        "things": [_thing(thing) for thing in changes.things],
        "interpretations": [_thing(thing) for thing in changes.interpretations],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _thing(thing: ThingChange) -> dict[str, object]:
    return {
        "iri": str(thing.iri),
        "kind": thing.kind,
        "name": dict(thing.name),
        "label": dict(thing.label),
        "group": dict(thing.group),
        "sentence": {language: sentence(thing, language) for language in LANGUAGES},
        "properties": [
            {
                "iris": list(map(str, change.properties)),
                "label": dict(change.label),
                "old": dict(change.old) if change.old else None,
                "new": dict(change.new) if change.new else None,
                "removed": [[term.n3() for term in triple] for triple in change.removed],
                "added": [[term.n3() for term in triple] for triple in change.added],
            }
            for change in thing.properties
        ],
    }
