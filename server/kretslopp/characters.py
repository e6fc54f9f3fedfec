"""The one rule for characters, at every door: tables, documents, queries' parameters, arguments.

``visible`` and ``clean`` are what we keep of a text: its print, without what nobody sees. ``plain``
and ``folded`` are what is compared: codes, keys and years, and names. ``named``
shows a text in a message, ``damage`` says what befell it on its way here.
"""

import re
import unicodedata
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"

# Invisible in any text of ours: soft hyphen, zero-width space and joiners, word joiner, marks of
# direction, byte order mark, non-characters.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff")
) | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LIGATURES = {
    number: unicodedata.normalize("NFKC", chr(number)) for number in range(0xFB00, 0xFB07)
}
_DASHES = "‐‑‒–—―−﹣－"  # U+2010 to U+2015, U+2212, U+FE63, U+FF0D
_AS_HYPHEN = dict.fromkeys(map(ord, _DASHES), "-")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AS_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_AS_RAISED = str.maketrans("0123456789", _SUPERSCRIPTS)
# After a number, a code, a mark or a word of three letters: that of m² says another thing.
_RAISED = re.compile(rf"(?:(?<=[^\sa-zåäö{_SUPERSCRIPTS}])|(?<=[^\W\d_]{{3}}))[{_SUPERSCRIPTS}]+")
# After a word of three letters at least: m² is no mark.
_MARK = re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[^\W\d_]{{3}}[.,;:)”\"*])|\A)[{_SUPERSCRIPTS}]+")

# Letters and signs that look like those of Swedish: Cyrillic, Greek, and hyphens.
_LOOKALIKES = frozenset("АВЕЅІЈКМНОРСТУХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο‐‑‒−")

_REPLACEMENT = "\ufffd"
_GARBLED = re.compile(
    "(?:[ÃÂ]|â[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])"
    "[\u0080-\u009f\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)


def visible(text: str) -> str:
    """Return a text in normal form C without what nobody sees; ligatures (ﬁ) as their letters."""
    if text.isascii() and text.isprintable():
        return text
    seen = (c for c in text.translate(_INVISIBLE) if c.isspace() or _can_be_seen(c))
    return unicodedata.normalize("NFC", "".join(seen).translate(_LIGATURES))


def clean(text: str) -> str:
    """Return a text as we keep it: what is visible of it, white space folded.

    A dash that stands alone becomes ``-``, which says “none”; every other dash stays
    as it is printed.
    """
    text = " ".join(visible(text).split())
    return "-" if len(text) == 1 and text in _DASHES else text


def plain(text: str) -> str:
    """Return a code, key, year or number as it is compared: clean, and every dash a hyphen."""
    return clean(text).translate(_AS_HYPHEN)


@lru_cache(maxsize=4096)  # the same names are compared over and over
def folded(text: str) -> str:
    """Return a name as it is compared: plain, and without regard to case."""
    return unicodedata.normalize("NFC", plain(text).casefold())


def raised(digits: str) -> str:
    """Return digits as those that are set above the line: ``1`` → ``¹``."""
    return digits.translate(_AS_RAISED)


def without_raised(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a short cell without raised digits, and them: ``4¹,5²`` → ``4,5``, 1 and 2."""
    if text.isascii():
        return text, ()
    marks = (digits.translate(_AS_DIGITS) for digits in _RAISED.findall(text))
    return _RAISED.sub("", text), tuple(marks)


def with_marks(text: str) -> str:
    """Return a text with the marks of footnotes written on to their words.

    ``ByggEkot¹`` → ``ByggEkot1``, as a document's text mostly has them; ``m²`` stays.
    """
    return _MARK.sub(lambda match: match[0].translate(_AS_DIGITS), text)


def named(text: str) -> str:
    """Return a text for a message, each character that can't be told by its look with its name.

    ``7[U+00AD SOFT HYPHEN]1``; line feeds and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_named, text))


def _named(character: str) -> str:
    if character in _LOOKALIKES:
        return f"{character}[{_name(character)}]"
    hidden = character not in " \n\t" and not character.isprintable()
    return f"[{_name(character)}]" if hidden or character == _REPLACEMENT else character


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def damage(text: str) -> str:
    """Return in words what a text lost on its way here, ``""`` where it is whole.

    That is U+FFFD, which stands where a letter was lost, and UTF-8 that was read as
    Windows-1252 (``MÃ¥l``).
    """
    if text.isascii():
        return ""
    if _REPLACEMENT in text:
        return f"A letter was lost: there is {_name(_REPLACEMENT)} in “{text}”."
    garbled = _GARBLED.search(text)
    if garbled:
        mended = _GARBLED.sub(_mended, text)
        return f"“{text}” was UTF-8 and has been read as another encoding; it may be “{mended}”."
    return ""


def _mended(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, match[0])).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")
