"""A query's text as the tokens of SPARQL 1.1 (section 19.8).

A keyword counts only where it is one: not in a string, a comment, an IRI or a
name. Codepoint escapes are resolved first, as section 19.2 has it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kretslopp.errors import Place

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name>    [\w.\-]{0,200}+:(?:[\w.\-:%]|\\.)* )
    | (?P<word>    [A-Za-z_]\w* )
    | (?P<other>   \S )
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = frozenset("{(["), frozenset("})]")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_MOST_SHOWN = 80  # characters
_PROLOGUE = frozenset({"BASE", "PREFIX"})


@dataclass(frozen=True)
class Token:
    """One token: its kind (iri, string, variable, tag, name, word, other), text and offset."""

    kind: str
    text: str
    start: int

    @property
    def shown(self) -> str:
        """Return the text as it is quoted to its writer: the beginning of a long one."""
        return self.text if len(self.text) <= _MOST_SHOWN else f"{self.text[:_MOST_SHOWN]}…"


def unescape(query: str) -> str:
    """Return the query with its codepoint escapes (section 19.2) resolved."""
    return _CODEPOINT.sub(_character, query)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    # Half of a surrogate pair is no character of its own.
    is_character = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else match[0]


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, comments left out."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "comment":
            yield Token(str(match.lastgroup), match[0], match.start())


def form(query: str) -> Token | None:
    """Return the first keyword after the prologue (SELECT, ASK, INSERT…), or None."""
    words = (token for token in tokens(query) if token.kind == "word")
    return next((token for token in words if token.text.upper() not in _PROLOGUE), None)


def place(query: str, offset: int) -> Place:
    """Return the line and column, counted from 1, of an offset in a query."""
    before = query[:offset]
    return Place(line=before.count("\n") + 1, character=offset - before.rfind("\n"))


def is_open(query: str) -> bool:
    """Return whether more brackets and braces are opened than closed."""
    marks = [token.text for token in tokens(query) if token.kind == "other"]
    return sum(marks.count(mark) for mark in "{([") > sum(marks.count(mark) for mark in "})]")


def without_prefix(query: str) -> Token | None:
    """Return the first name whose prefix the query does not declare, or None."""
    declared = {"_"}  # blank nodes look like names
    last = ""
    for token in tokens(query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if last == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                return token
        last = token.text.upper()
    return None
