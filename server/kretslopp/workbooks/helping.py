"""What the help sheet of a workbook says beside tables and columns: read from ``help.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("help.toml")


@dataclass(frozen=True)
class Help:
    """The help sheet: title, paragraphs, heads, and the word for columns that must be filled."""

    title: str
    intro: tuple[str, ...]
    heads: tuple[str, ...]
    required: str


@cache
def read_help() -> Help:
    """Return the help of the workbooks."""
    texts = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Help(texts["title"], tuple(texts["intro"]), tuple(texts["heads"]), texts["required"])
