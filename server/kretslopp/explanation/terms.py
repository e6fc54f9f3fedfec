"""Terms as text: bare IRIs, and literals in the syntax of N-Triples.

https://www.w3.org/TR/n-triples/#n-triples-grammar
"""

import re

from rdflib import Literal, URIRef

from kretslopp.namespaces import XSD

# An absolute IRI (RFC 3987): a scheme, then none of the characters that no IRI has.
_IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f\ufffd]+"
_BARE = re.compile(_IRI)
_LITERAL = re.compile(
    r'"(?P<text>(?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)"'
    rf"(?:@(?P<language>[A-Za-z]{{1,8}}(?:-[A-Za-z0-9]{{1,8}})*)|\^\^<(?P<datatype>{_IRI})>)?"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def parse_iri(text: str) -> URIRef:
    """Return a bare IRI; raises ValueError for what is no absolute IRI."""
    if not _BARE.fullmatch(text):
        raise ValueError(f"“{text}” is not an absolute IRI")
    return URIRef(text)


def parse_term(text: str) -> URIRef | Literal:
    """Return a bare IRI, or a literal in N-Triples syntax (``"text"@sv``), as a term.

    The literal keeps the form that it is written in. Raises ValueError for neither.
    """
    if not text.startswith('"'):
        return parse_iri(text)
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a literal in N-Triples syntax")
    words = _ESCAPE.sub(_unescaped, match["text"])
    if match["language"]:
        return Literal(words, lang=match["language"])
    if match["datatype"] in (None, str(XSD.string)):
        return Literal(words)  # in RDF 1.1 a plain literal is an xsd:string
    return Literal(words, datatype=URIRef(match["datatype"]), normalize=False)


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code:
        number = int(code, 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise ValueError(f"“{escape[0]}” is not a character")
        return chr(number)
    return _NAMED.get(escape[3], escape[3])


def text_of(term: URIRef | Literal) -> str:
    """Return a term as ``parse_term`` reads it: a bare IRI, or a literal as N-Triples."""
    if isinstance(term, URIRef):
        return str(term)
    escaped = str(term).replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r")
    if term.language:
        return f'"{escaped}"@{term.language}'
    return f'"{escaped}"^^<{term.datatype}>' if term.datatype else f'"{escaped}"'


def same(one: URIRef | Literal, other: URIRef | Literal) -> bool:
    """Return whether two terms are one: the same IRI, or form, language and datatype.

    Only UTC has two spellings, which the store and the graphs' files write each in
    their own way: ``2026-11-24T00:00:00Z`` and ``…+00:00``.
    """
    return _key(one) == _key(other)


def _key(term: URIRef | Literal) -> tuple[object, ...]:
    if isinstance(term, URIRef):
        return (str(term),)
    form = str(term)
    if term.datatype == XSD.dateTime:
        form = form.removesuffix("+00:00") + "Z" if form.endswith("+00:00") else form
    return (form, (term.language or "").lower(), term.datatype)
