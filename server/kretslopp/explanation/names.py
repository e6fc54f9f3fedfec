"""What terms are called in a sentence: ``Borlänges åtgärd K13``, and then only ``K13``."""

from rdflib import Literal, URIRef

from kretslopp import addresses, words
from kretslopp.addresses import graph_suffix
from kretslopp.explanation.wording import quotable, shortened
from kretslopp.languages import Language
from kretslopp.namespaces import (
    DCTERMS,
    KL,
    KL_GRAPH,
    KL_ONTOLOGY,
    ORG,
    OWL,
    RDF,
    XSD,
    prefixed,
)
from kretslopp.reading.descriptions import truth
from kretslopp.reading.lookups import Lookups

MOST = 160  # characters of a text that a sentence quotes
# Kinds of things that are called by their label, in quotation marks.
_QUOTED = (
    "goal-area",
    "goal-theme",
    "plan-status",
    "action-status",
    "target-type",
    "interpretation-status",
    "waste-hierarchy",
    "waste-stream",
    "sdg",
    "unit",
    "legal",
    "plan-content",
    "cube",
    "status",
    "target",
    "population",
)


class NamesInSentences:
    """Names terms for a reader of one language; what was named before gets a shorter name."""

    def __init__(self, lookups: Lookups, language: Language) -> None:
        self._lookups = lookups
        self._language = language
        self._named: set[URIRef] = set()

    def of(self, term: URIRef | Literal) -> str:
        """Return what a term is called here: shorter where it was named before."""
        if isinstance(term, Literal):
            return self._literal(term)
        again = term in self._named
        self._named.add(term)
        return self._iri(term, again=again)

    def cls(self, term: URIRef) -> str:
        """Return what a class is called, with its article: ``en åtgärd``."""
        name = prefixed(term)
        key = f"class.{name}"
        return words.text(key, self._language) if words.has(key) else name

    def prop(self, term: URIRef) -> str:
        """Return what a property is called: its label, else its prefixed name."""
        name = prefixed(term)
        if words.has(f"property.{name}"):
            return words.text(f"property.{name}", self._language)
        return str(self._lookups.label(term, self._language) or name)

    def chain(self, head: URIRef) -> str:
        """Return the properties of a list, ``∘`` between them."""
        parts = []
        cell: URIRef | None = head
        while cell is not None and cell != RDF.nil:
            first = self._lookups.of(cell).iri(RDF.first)
            parts.append(self.prop(first) if first else "")
            cell = self._lookups.of(cell).iri(RDF.rest)
        return " ∘ ".join(parts)

    def label(self, term: URIRef) -> str:
        """Return a thing's label, or its address where it has none."""
        return str(self._lookups.label(term, self._language) or prefixed(term))

    def _literal(self, term: Literal) -> str:
        is_true = truth(term)
        if is_true is not None:
            return words.text("name.true" if is_true else "name.false", self._language)
        if term.datatype == XSD.dateTime:
            return str(term)[:10]
        if term.datatype == XSD.decimal:
            return words.number(str(term).replace("-", "\N{MINUS SIGN}"), self._language)
        if term.datatype is not None:
            return str(term)
        text = words.text("name.quoted", self._language, label=quotable(str(term), MOST))
        if term.language in ("sv", "en") and term.language != self._language:
            return words.text(f"name.in-{term.language}", self._language, text=text)
        return text

    def _iri(self, term: URIRef, *, again: bool) -> str:
        if term == KL_ONTOLOGY:
            return words.text("name.ontology", self._language)
        if term.startswith(str(KL_GRAPH)):
            return self._word("name.graph", label=graph_suffix(term))
        address = addresses.read(term)
        if address is None:
            return self._term(term)
        match address.kind:
            case "action" | "goal":
                return self._coded(term, address.kind, address.parts[0], again=again)
            case "participation":
                return self._part(term, address.parts, again=again)
            case "municipality" | "region":
                return self._word(f"name.{address.kind}", label=self.label(term))
            case "org":
                return self._organisation(term, again=again)
            case "plan" | "programme":
                key, label = f"name.{address.kind}-again", self.label(term)
                return self._word(key) if again else self._word("name.quoted", label=label)
            case "record" | "interpretation":
                return self._word(f"name.{address.kind}", label=self.label(term))
            case kind if kind in _QUOTED:
                return self._word("name.quoted", label=shortened(self.label(term), MOST))
        return self.label(term)

    def _word(self, key: str, **values: str) -> str:
        return words.text(key, self._language, **values)

    def _term(self, term: URIRef) -> str:
        """Return what a term of a vocabulary is called."""
        types = self._lookups.of(term).all(RDF.type)
        label = self._lookups.label(term, self._language)
        if label is None:
            return prefixed(term)
        return self._word("name.class" if OWL.Class in types else "name.property", label=str(label))

    def _coded(self, term: URIRef, kind: str, owner: str, *, again: bool) -> str:
        """Return what an action or a goal is called: by its code, else by its title."""
        code = self._lookups.of(term).first(DCTERMS.identifier)
        name = code or self._word("name.quoted", label=shortened(self.label(term), MOST // 2))
        if again:
            return name if kind == "action" else self._word("name.goal-again", code=name)
        whose = self._owner(owner)
        if whose:
            return self._word(f"name.{kind}", owner=whose, code=name)
        whole = self._lookups.of(term).iri(KL.inProgramme if kind == "action" else KL.goalOf)
        of = self.label(whole) if whole else owner
        return self._word(f"name.{kind}-of", code=name, of=self._word("name.quoted", label=of))

    def _part(self, term: URIRef, parts: tuple[str, ...], *, again: bool) -> str:
        whose = self._owner(parts[0])
        if again:
            return self._word("name.participation-again")
        if whose:
            return self._word("name.participation", owner=whose, code=parts[-1])
        return self.label(term)

    def _owner(self, owner: str) -> str:
        """Return the genitive of a municipality's or region's name; nothing for a joint plan."""
        for thing in (addresses.municipality(owner), addresses.region(owner)):
            label = self._lookups.label(thing, self._language)
            if label is not None:
                return _genitive(str(label), self._language)
        return ""

    def _organisation(self, term: URIRef, *, again: bool) -> str:
        label = self.label(term)
        parent = self._lookups.of(term).iri(ORG.unitOf)
        if parent is None or again:
            return label
        return self._word("name.organisation-of", label=label, of=self._iri(parent, again=False))


def _genitive(name: str, language: Language) -> str:
    if language == "en":
        return f"{name}'" if name.endswith("s") else f"{name}'s"
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
