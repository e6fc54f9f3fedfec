"""The forms that an answer may have, and the one that a request gets.

``?format=`` and a file ending of the same name beat Accept (RFC 9110, section 12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request

from kretslopp.web.protocol import negotiation
from kretslopp.web.protocol.problems import Problem

PAGE = "html"
# The names of forms for people.
NAMES = {
    "json": "JSON",
    "csv": "CSV",
    "tsv": "TSV",
    "xml": "XML",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}


@dataclass(frozen=True)
class AnswerForm:
    """One form of an answer: its name, also its file ending, and the media type sent."""

    name: str
    media_type: str

    @property
    def is_page(self) -> bool:
        """Return whether it is the web page."""
        return self.name == PAGE

    @property
    def content_type(self) -> str:
        """Return the Content-Type header; text types say their charset (RFC 6838, 4.2.1)."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


WEB_PAGE = AnswerForm(PAGE, "text/html")


@dataclass(frozen=True)
class Offers:
    """The forms that there are, in the server's order of preference.

    ``also_known_as`` is what clients also call a form: it is sent under the name that they
    asked for. ``names`` are the values of ``?format=`` where those are not just the names of
    the forms, each with the names of the forms that it may stand for.
    """

    forms: tuple[AnswerForm, ...]
    also_known_as: tuple[AnswerForm, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def choose(
        self,
        asked: Sequence[str],
        accept: str | None,
        ending: str | None = None,
        *,
        page_first: bool = False,
    ) -> AnswerForm | None:
        """Return the form to answer in, or None when none is acceptable.

        ``asked`` are the values of ``?format=``, ``accept`` is the Accept header, ``ending`` the
        address' file ending, the name of a form. ``page_first`` is for the addresses that are
        pages: Accept does not count there. Raises Problem for a format that there is not, or for
        two that differ.
        """
        values = [value for value in asked if value]
        wanted = [self._named(value) for value in values]
        if ending:
            values.append(f".{ending}")
            wanted.append(frozenset({ending}))
        if wanted:
            shared = frozenset.intersection(*wanted)
            if not shared:
                raise Problem("several-formats", formats=", ".join(values))
            return next((form for form in self.forms if form.name in shared), None)
        if page_first:
            return WEB_PAGE
        offers = (*self.forms, *self.also_known_as)
        chosen = negotiation.best(tuple(form.media_type for form in offers), accept)
        return next((form for form in offers if form.media_type == chosen), None)

    def of_request(self, ending: str | None = None, *, page_first: bool = False) -> AnswerForm:
        """Return the form of the answer to the current request.

        Raises Problem as ``choose`` does, and when none is acceptable.
        """
        asked, accept = request.args.getlist("format"), request.headers.get("Accept")
        form = self.choose(asked, accept, ending, page_first=page_first)
        if form is None:
            raise not_acceptable(self)
        return form

    def _named(self, value: str) -> frozenset[str]:
        """Return the names of the forms that one value of ``?format=``, or a list, asks for."""
        names = self.names or {form.name: (form.name,) for form in self.forms}
        parts = [part.strip() for part in value.lower().split(",")]
        named = frozenset(name for part in parts for name in names.get(part, ()))
        if not named:
            known = [name for name, meant in names.items() if name in meant]  # no synonyms
            raise Problem("unknown-format", format=value, known=", ".join(known))
        return named


def not_acceptable(*offers: Offers) -> Problem:
    """Return a 406 that lists what there is (RFC 9110, 15.5.7)."""
    types = list(dict.fromkeys(form.media_type for each in offers for form in each.forms))
    return Problem("not-acceptable", {"available": types}, available=", ".join(types))
