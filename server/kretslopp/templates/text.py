"""Text as people paste it → plain text: one form of å, plain spaces, nothing that can't be seen."""

import re
import unicodedata

# Soft hyphen, zero-width space and joiners, word joiner, byte order mark, non-characters.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff"))
_LONE_DASH = frozenset("–—−‐‑")
# What Excel writes for a character that XML can't hold, or for one that looks like that.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def clean(text: str) -> str:
    """Return text in normal form C, white space folded to single spaces, invisible marks gone.

    A dash that stands alone becomes ``-``, which says “none”.
    """
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = " ".join(text.split())
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs")).strip()
    return "-" if text in _LONE_DASH else text


def unescape(text: str) -> str:
    """Return a workbook's text with Excel's escapes undone: ``_x000D_`` is a carriage return."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def head(text: str) -> str:
    """Return a column's head as the contract writes it: ``Regional åtgärd`` → ``regional_åtgärd``.

    Only case and white space are forgiven.
    """
    return "_".join(clean(text).casefold().split())
