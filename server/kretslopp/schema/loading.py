"""``tables.toml`` → the table contract."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kretslopp.namespaces import expanded
from kretslopp.schema.model import (
    CellKind,
    CellStatement,
    Column,
    Contract,
    Origin,
    Step,
    Thing,
    Value,
    texts,
)

# What TOML gives: a table of names and values of any kind.
_Entry = Mapping[str, Any]


@cache
def _source() -> _Entry:
    return tomllib.loads(files("kretslopp.schema").joinpath("tables.toml").read_text("utf-8"))


def load_contracts() -> dict[str, Contract]:
    """Return the tables by name, in their order. Raises KeyError for what the file lacks."""
    kinds = {name: _kind(name, entry) for name, entry in _source()["kind"].items()}
    return {name: _contract(name, entry, kinds) for name, entry in _source()["table"].items()}


def load_things() -> tuple[Thing, ...]:
    """Return the things that rows describe."""
    return tuple(
        Thing(
            name,
            tuple(entry["tables"]),
            entry["address"],
            {
                expanded(term): Origin(Step(step), tuple(columns))
                for term, (step, *columns) in entry.get("made", {}).items()
            },
        )
        for name, entry in _source()["thing"].items()
    )


def _kind(name: str, entry: _Entry) -> CellKind:
    words = entry.get("words", {})
    *others, last = words or ("",)
    return CellKind(
        name,
        entry.get("allowed") or f"{', '.join(others)} or {last}",
        words,
        entry.get("datatype", {"base": "string"}),
        entry.get("separator"),
        is_ours=bool(words) and not entry.get("printed", False),
    )


def _contract(name: str, entry: _Entry, kinds: Mapping[str, CellKind]) -> Contract:
    heads = (*entry["columns"], *(h for h in _source()["everywhere"] if h not in entry["columns"]))
    return Contract(
        name,
        texts(entry["label"]),
        texts(entry["about"]),
        tuple(_column(name, head, kinds) for head in heads),
        tuple(entry.get("key", ())),
        entry.get("code"),
        entry.get("title"),
        entry.get("printed", False),
    )


def _column(table: str, head: str, kinds: Mapping[str, CellKind]) -> Column:
    """Return a column of a table: what is said of its head, and of it in this table alone."""
    described = _source()["column"]
    entry = {**described.get(head, {}), **described.get(f"{table}.{head}", {})}
    codes_of = entry.get("codes_of")
    return Column(
        head,
        kinds[entry["kind"]],
        texts({"sv": head.replace("_", " "), **entry["label"]}),
        texts(entry["about"]),
        entry["example"],
        entry.get("required", False),
        tuple(entry.get("heads", ())),
        entry.get("stated_by", head),
        tuple(codes_of.split(".")) if codes_of else None,
        entry.get("choices"),
        entry.get("width"),
        tuple(_statement(item) for item in entry.get("says", ())),
        head in _source()["everywhere"] or entry.get("bookkeeping", False),
    )


def _statement(entry: _Entry) -> CellStatement:
    return CellStatement(expanded(entry["property"]), tuple(entry["of"]), Value(entry["value"]))
