"""Where a row says that it is from, as a page shows it: each address whole, and a link."""

import re
from collections.abc import Iterator

from kretslopp.web.pages.tables import CellPart

# An address goes on to the next blank: brackets and semicolons may be part of it.
_ADDRESS = re.compile(r"https?://\S+")
_AFTER = ".,;:"


def pieces(text: str) -> Iterator[CellPart]:
    """Yield a reference in pieces, those that are addresses with their link.

    ``https://a.se/x_(b);c (2023-10-16); s. 4`` has one address, ``https://a.se/x_(b);c``.
    """
    end = 0
    for match in _ADDRESS.finditer(text):
        address = _without_what_follows(match[0])
        if before := text[end : match.start()]:
            yield CellPart(before)
        yield CellPart(address, address)
        end = match.start() + len(address)
    if rest := text[end:]:
        yield CellPart(rest)


def _without_what_follows(address: str) -> str:
    """Return an address without the signs of the sentence that it stands in."""
    while address[-1] in _AFTER or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address
