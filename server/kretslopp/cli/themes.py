"""``kretslopp themes``: which themes goals and actions may have, by their words."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from kretslopp import alignment
from kretslopp.alignment import ThemeProposal, ThemeWords, Thing
from kretslopp.cli import accepting, options, text
from kretslopp.cli.engines import open_engine
from kretslopp.curation import CurationRow
from kretslopp.errors import Fault, Place, WrongUse
from kretslopp.mapping import interpretation
from kretslopp.text_table import text_table

_FORMATS = ("table", "csv", "json")
_HEADS = ("thing", "title", "theme", "theme_name", "put_down", "evidence")
_COMMAND = "kretslopp themes"
_DOWN = " (put down)"
Links = Mapping[str, tuple[CurationRow, ...]]  # by folder


@dataclass(frozen=True)
class Listed:
    """What is shown: proposals, which are put down already, and of how many things they are."""

    proposals: tuple[ThemeProposal, ...]
    down: frozenset[tuple[str, str]]
    words: ThemeWords
    things: int
    judged: int

    def is_down(self, item: ThemeProposal) -> bool:
        """Return whether a proposal stands among the interpretations."""
        return item.key in self.down

    def rows(self) -> Iterator[dict[str, str | bool]]:
        """Yield the proposals as rows of CSV and JSON."""
        for item in self.proposals:
            cells = (item.thing.iri, item.thing.title, item.theme_iri, self.words.names[item.theme])
            yield dict(zip(_HEADS, (*cells, self.is_down(item), item.evidence), strict=True))


@click.command()
@click.argument("name", required=False)
@options.data
@options.dataset
@options.format_name(_FORMATS, "Format of the proposals.")
@options.output("Write the proposals to this file.")
@click.option("--write", is_flag=True, help="Put the proposals down as proposed; with --when.")
@accepting.accept("themes")
@options.who("Who accepts; with --accept.")
@options.when("The day, as 2026-11-24; with --accept or --write.")
def themes(
    name: str | None,
    data: Path,
    dataset: Path,
    format_name: str,
    output: Path | None,
    write: bool,
    chosen: Path | None,
    who: str | None,
    when: date | None,
) -> None:
    """Propose themes of the goals and actions of NAME by their words, with those words.

    NAME is an owner or a programme, as in addresses: nacka, or nacka/2021-2026;
    without it all are gone through. A word speaks for a theme by the table
    data/curation/alignment/theme-words.csv. Where none speaks nothing is
    proposed, nor for what a person has given a theme. The evidence says which
    texts are in our words. --write puts the proposals of NAME down in
    data/curation/interpretation, as proposed, and takes those away that are
    proposed no more; “kretslopp build” then takes them up. To accept some,
    write the CSV, remove the rows that are wrong, and hand it back with --accept.

    \b
    Example:
      kretslopp themes tierp/2018
    """
    if write and (chosen is not None or who or when is None):
        advice = "Add --when 2026-11-24; --accept and --who are for what a person accepts."
        raise WrongUse(Fault("Proposals are put down by this command, on a day.", advice=advice))
    judged = None if write else accepting.judged(chosen, who, when)
    things = alignment.read_things(open_engine(dataset), name)
    words = ThemeWords.read(data)
    folders = dict.fromkeys(thing.folder for thing in things)
    links = {folder: interpretation.read_links(data, folder) for folder in folders}
    if judged is not None:
        _accept(data, alignment.propose_themes(things, words), links, *judged)
        return
    given = {address for rows in links.values() for address in alignment.judged(rows)}
    open_to_proposals = [thing for thing in things if thing.address not in given]
    proposals = alignment.propose_themes(open_to_proposals, words)
    if when is not None:
        _write(data, proposals, links, when)
        return
    down = {key for rows in links.values() for key in alignment.put_down(rows)}
    listed = Listed(proposals, frozenset(down), words, len(things), len(given & _addresses(things)))
    show = {"table": _to_text, "csv": _to_csv, "json": _to_json}[format_name]
    text.write(show(listed), output)


def _addresses(things: Iterable[Thing]) -> set[str]:
    return {thing.address for thing in things}


def _write(data: Path, proposals: tuple[ThemeProposal, ...], links: Links, when: date) -> None:
    of_folder = {folder: [p for p in proposals if p.thing.folder == folder] for folder in links}
    for folder, rows in links.items():
        path = interpretation.links_path(data, folder)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        after = alignment.written(of_folder[folder], rows, when)
        if after != before:
            text.write_file(path, after)
            click.echo(f"{Place(str(path))}: {len(of_folder[folder])} proposed", err=True)
    click.echo(f"{len(proposals)} proposed in {len(links)} folders", err=True)


def _accept(
    data: Path,
    proposals: tuple[ThemeProposal, ...],
    links: Links,
    chosen: Path,
    who: str,
    when: date,
) -> None:
    """Accept the rows of a file, each in its folder: all, or none where one is not proposed."""
    by_key = {item.key: item for item in proposals}
    rows = alignment.read_chosen(chosen, _COMMAND, ("thing", "theme"))
    accepted = alignment.accept_themes(rows, by_key, links, who, when)
    for folder, acceptance in accepted.items():
        accepting.write(interpretation.links_path(data, folder), acceptance)


def _to_text(listed: Listed) -> str:
    lines = []
    for thing, items in groupby(listed.proposals, key=lambda item: item.thing):
        lines.append(f"{thing.address}  {thing.title}")
        rows = [
            (
                listed.words.names[item.theme],
                item.evidence + (_DOWN if listed.is_down(item) else ""),
            )
            for item in items
        ]
        lines += [f"     {line}" for line in text_table(rows)]
    proposed = len({item.thing for item in listed.proposals})
    silent = listed.things - listed.judged - proposed
    return "\n".join(
        [
            *lines,
            *([""] if lines else []),
            f"{len(listed.proposals)} themes proposed for {proposed} goals and actions; "
            f"{listed.judged} have one from a person, no word speaks in {silent}",
            "",
        ]
    )


def _to_csv(listed: Listed) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    writer.writerows(row.values() for row in listed.rows())
    return out.getvalue()


def _to_json(listed: Listed) -> str:
    return json.dumps(list(listed.rows()), ensure_ascii=False, indent=2) + "\n"
