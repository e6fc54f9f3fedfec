"""Texts as a sentence has them: shortened, quotable, with a capital."""


def shortened(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, cut between words, on one line."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def quotable(text: str, most: int) -> str:
    """Return a text as it stands between quotation marks: shortened, without its full stop."""
    return shortened(text, most).removesuffix(".")


def capital(text: str) -> str:
    """Return a sentence with a capital, unless it begins with a prefixed name or an IRI."""
    first = text.partition(" ")[0]
    return text if ":" in first else text[:1].upper() + text[1:]
