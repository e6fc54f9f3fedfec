"""Text to files and to the terminal."""

import shutil
import sys
from pathlib import Path

import click

from kretslopp.errors import Fault, Place, UnreadableInput


def write(text: str, output: Path | None) -> None:
    """Write text to a file, or to stdout where there is none.

    Raises UnreadableInput when the file can't be written.
    """
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    write_file(output, text)


def write_file(path: Path, text: str) -> None:
    """Write a UTF-8 file whole (``write_bytes``).

    Raises UnreadableInput when it can't be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, body: bytes) -> None:
    """Write a file whole: beside its place first, so that a failure leaves no half of it.

    Raises UnreadableInput when it can't be written.
    """
    beside = path.with_name(f".{path.name}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(body)
        beside.replace(path)
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be written: {error.strerror}.", Place(str(path)))
        ) from error


def terminal_width() -> int | None:
    """Return the width of the terminal in characters, or None when stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
