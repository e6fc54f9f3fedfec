"""Text as people paste it → plain text: one form of å, plain spaces, nothing that can't be seen."""

import re
import unicodedata

# Soft hyphen, zero-width space and joiners, word joiner, byte order mark, non-characters.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"))
_LONE_DASH = frozenset("–—−‐‑")
# What Excel writes for a control character, which XML can't hold, and for the "_" of a text
# that looks like that (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")


def clean(text: str) -> str:
    """Return text in normal form C, white space folded to single spaces, invisible marks gone.

    A dash that stands alone becomes ``-``, which says “none”.
    """
    seen = (c for c in text.translate(_INVISIBLE) if c.isspace() or _can_be_seen(c))
    text = unicodedata.normalize("NFC", " ".join("".join(seen).split()))
    return "-" if text in _LONE_DASH else text


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")


def unescape(text: str) -> str:
    """Return the text that stands in a workbook: ``_x000D_`` is the end of a line in it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def head(text: str) -> str:
    """Return a column's head as the contract writes it: ``Regional åtgärd`` → ``regional_åtgärd``.

    Only case and white space are forgiven.
    """
    return "_".join(clean(text).casefold().split())
