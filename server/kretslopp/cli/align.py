"""``kretslopp align``: which actions of two programmes may be the same, for a person to judge."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import click

from kretslopp import alignment
from kretslopp.alignment import Proposal
from kretslopp.cli import accepting, options, text
from kretslopp.cli.engines import open_engine
from kretslopp.mapping import interpretation
from kretslopp.text_table import text_table

_FORMATS = ("table", "csv", "json")
_HEADS = ("rank", "a", "b", "score", "strength", "evidence")
Ranked = list[tuple[Proposal, bool]]  # best first, with whether it is accepted


@click.command()
@click.argument("a")
@click.argument("b")
@options.data
@options.dataset
@options.format_name(_FORMATS, "Format of the proposals.")
@options.output("Write the proposals to this file.")
@accepting.accept("pairs")
@options.who("Who accepts; with --accept.")
@options.when("The day, as 2026-11-24; with --accept.")
def align(
    a: str,
    b: str,
    data: Path,
    dataset: Path,
    format_name: str,
    output: Path | None,
    chosen: Path | None,
    who: str | None,
    when: date | None,
) -> None:
    """Propose which municipal actions of A and B are the same, ranked, with the evidence.

    A and B are municipalities or programmes, as in addresses: borlange, or
    borlange/2023-2026. Strong pairs are each other's best; the weak ones are
    there to be looked through. The evidence says which titles are in our words,
    where those of the document are not here. Nothing is written until you accept: write the
    CSV, remove the rows that are wrong, and hand it back with --accept. That
    adds the pairs to the alignments in data/curation/interpretation, as the
    same action where both are recommended to all of their region, else as
    similar; “kretslopp build” then takes them up.

    \b
    Example:
      kretslopp align borlange falun --format csv
    """
    judged = accepting.judged(chosen, who, when)
    engine = open_engine(dataset)
    proposals = alignment.propose(
        alignment.read_actions(engine, a),
        alignment.read_actions(engine, b),
        alignment.Wording.read(data),
    )
    if judged is not None:
        _accept(data, proposals, *judged)
        return
    links = interpretation.alignments(interpretation.read_alignments(data))
    accepted = {pair for pair, row in links.items() if row["läge"] == interpretation.ACCEPTED}
    ranked = [(item, frozenset((item.a.iri, item.b.iri)) in accepted) for item in proposals]
    write = {"table": _to_text, "csv": _to_csv, "json": _to_json}[format_name]
    text.write(write(ranked), output)


def _accept(
    data: Path, proposals: tuple[Proposal, ...], chosen: Path, who: str, when: date
) -> None:
    path = interpretation.alignments_path(data)
    links = interpretation.read_alignments(data)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    pairs = alignment.read_chosen(chosen, "kretslopp align A B", ("a", "b"))
    accepting.write(path, alignment.accept(pairs, proposals, links, before, who, when))


def _to_text(ranked: Ranked) -> str:
    lines = []
    for rank, (item, accepted) in enumerate(ranked, start=1):
        mark = ", accepted" if accepted else ""
        lines.append(f"{rank:3}  {item.score:.3f}  {item.strength}{mark}")
        ends = [(f"{end.programme} {end.code}", end.title) for end in (item.a, item.b)]
        lines += [f"     {line}" for line in text_table(ends)]
        lines += [f"     {item.words}", ""]
    strong = sum(item.strong for item, _ in ranked)
    return "\n".join([*lines, f"{len(ranked)} pairs, {strong} strong", ""])


def _to_csv(ranked: Ranked) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    for rank, (item, accepted) in enumerate(ranked, start=1):
        evidence = item.words + (alignment.ALREADY if accepted else "")
        score = f"{item.score:.3f}"
        writer.writerow((rank, item.a.iri, item.b.iri, score, item.strength, evidence))
    return out.getvalue()


def _to_json(ranked: Ranked) -> str:
    pairs = [
        {
            "rank": rank,
            "a": item.a.iri,
            "b": item.b.iri,
            "score": item.score,
            "strength": item.strength,
            "accepted": accepted,
            "evidence": list(item.evidence),
            "titles": {"a": item.a.title, "b": item.b.title},
            "reworded": {"a": item.a.reworded, "b": item.b.reworded},
        }
        for rank, (item, accepted) in enumerate(ranked, start=1)
    ]
    return json.dumps(pairs, ensure_ascii=False, indent=2) + "\n"
