"""``kretslopp query``: any SPARQL query."""

import sys
from pathlib import Path

import click

from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.cli.table import solutions_table
from kretslopp.engine import FORMATS, AnswerKind, default_format, format_named
from kretslopp.engine.tokens import form
from kretslopp.errors import Fault, Place, UnreadableInput

TABLE = "table"


@click.command()
@click.argument("query_file", metavar="FILE|-", type=click.Path(path_type=Path))
@options.dataset
@options.endpoint
@options.format_name(
    (TABLE, *(item.name for item in FORMATS)),
    "Format of the answer. A table shows solutions; a graph is then Turtle.",
)
@options.output("Write the answer to this file.")
def query(
    query_file: Path, dataset: Path, endpoint: str | None, format_name: str, output: Path | None
) -> None:
    """Answer a SPARQL query from a file, or from stdin with -.

    \b
    Example:
      echo 'SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }' | kretslopp query -
    """
    asked = _read(query_file)
    engine = open_engine(dataset, endpoint)
    if format_name == TABLE and _is_select(asked):
        text.write(solutions_table(engine.select(asked)), output)
        return
    wanted = None if format_name == TABLE else format_named(format_name)
    formats = {
        kind: wanted or default_format(kind)
        for kind in AnswerKind
        if wanted is None or kind in wanted.kinds
    }
    text.write(engine.answer(asked, formats).body.decode("utf-8"), output)


def _is_select(asked: str) -> bool:
    keyword = form(asked)
    return keyword is not None and keyword.text.upper() == "SELECT"


def _read(path: Path) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        message = f"The query can't be read: {error.strerror}."
        raise UnreadableInput(Fault(message, Place(str(path)))) from error
    except UnicodeDecodeError as error:
        fault = Fault("The query is not UTF-8 text.", Place(str(path)), "Save it as UTF-8.")
        raise UnreadableInput(fault) from error
