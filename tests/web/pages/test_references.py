"""Where a row says that it is from: its addresses whole, as links."""

import pytest

from kretslopp.web.pages.references import pieces


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.se/mal/ (2023-10-16)", ["https://a.se/mal/"]),
        ("https://a.se/x_(b);c (2023-10-16)", ["https://a.se/x_(b);c"]),
        ("https://a.se/%C3%A4 (2018-01-24); https://b.se/", ["https://a.se/%C3%A4", "https://b.se/"]),
        ("(https://a.se/x), s. 4", ["https://a.se/x"]),
        ("https://a.se/x?y=1&z=2; s. 4.", ["https://a.se/x?y=1&z=2"]),
        ("s. 14", []),
    ],
)  # fmt: skip
def test_addresses_are_whole_and_the_text_is_kept(text, addresses):
    found = list(pieces(text))
    assert [piece.address for piece in found if piece.address] == addresses
    assert "".join(piece.text for piece in found) == text
