"""An explanation as a sentence, in Swedish and English."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import Formatter

from rdflib import Literal, URIRef

from kretslopp import addresses, words
from kretslopp.addresses import graph_suffix
from kretslopp.explanation.model import (
    Attribution,
    Citation,
    CitedCell,
    Explanation,
    ExplanationKind,
    Triple,
)
from kretslopp.explanation.names import MOST, NamesInSentences
from kretslopp.explanation.sources import REGISTERS
from kretslopp.explanation.wording import capital, quotable, shortened
from kretslopp.languages import Language
from kretslopp.namespaces import OWL, PROV, RDF, prefixed
from kretslopp.reading.lookups import Lookups
from kretslopp.schema import CONTRACTS, Step

_MOST_PLACES = 3  # rows that one sentence names; the rest are counted
_MOST_OF_CELL = 100  # characters of a cell that a sentence quotes


def sentence(explanation: Explanation, lookups: Lookups, language: Language) -> str:
    """Return why a triple holds, as a sentence or some, down to its sources."""
    return _Teller(lookups, language).tell(explanation)


@dataclass(frozen=True)
class Phrase:
    """A piece of a sentence: its text, and the term that it names, if it names one."""

    text: str
    term: URIRef | Literal | None = None


def claim(triple: Triple, lookups: Lookups, language: Language) -> tuple[Phrase, ...]:
    """Return what a triple says, as a sentence without a full stop, in pieces."""
    first, *others = _Teller(lookups, language).claim_in_parts(triple)
    return (Phrase(capital(first.text), first.term), *others)


def axiom_in_words(explanation: Explanation, lookups: Lookups, language: Language) -> str | None:
    """Return the axiom that an inferred triple follows by, in words, or None for others."""
    teller = _Teller(lookups, language)
    return teller.axiom(explanation) if explanation.axiom else None


def place(sources: Sequence[Citation], language: Language) -> str:
    """Return where the cells of one row stand: table, row, columns and lines."""
    return ", ".join(_parts(sources, language))


def step(source: Citation, value: URIRef | Literal, language: Language) -> str:
    """Return what was done with the cell to give ``value``, as a sentence.

    Nothing where the cell is the value as it stands.
    """
    if source.step is None or (source.cell is not None and source.cell.text == str(value)):
        return ""
    return words.text(f"step.{source.step}", language)


def added(attribution: Attribution, lookups: Lookups, language: Language) -> str:
    """Return who added something, when and why."""
    return _Teller(lookups, language).added(attribution)


def corrected(correction: Attribution, language: Language) -> str:
    """Return who corrected a cell, when and why, as a sentence."""
    return words.text(
        "sentence.correction",
        language,
        who=correction.name,
        when=correction.when.isoformat(),
        why=quotable(str(correction.why), 2 * MOST),
    )


def by_row(sources: Iterable[Citation]) -> list[tuple[Citation, ...]]:
    """Return sources row by row."""
    return [tuple(group) for _, group in groupby(sources, key=lambda source: source.record)]


class _Teller:
    def __init__(self, lookups: Lookups, language: Language) -> None:
        self._lookups = lookups
        self._language = language
        self._names = NamesInSentences(lookups, language)

    def tell(self, explanation: Explanation) -> str:
        match explanation.kind:
            case ExplanationKind.INFERRED:
                told = self._inferred(explanation)
            case ExplanationKind.INTERPRETATION:
                told = self._interpretation(explanation)
            case ExplanationKind.ASSERTED:
                told = self._asserted(explanation)
        return capital(told)

    def claim(self, triple: Triple) -> str:
        return "".join(part.text for part in self.claim_in_parts(triple))

    def claim_in_parts(self, triple: Triple) -> list[Phrase]:
        subject, predicate, value = triple
        name = prefixed(predicate)
        parts = {"s": Phrase(self._names.of(subject), subject)}
        if isinstance(value, Literal) and words.has(f"claim.{name}.{value}"):
            return _filled(f"claim.{name}.{value}", self._language, parts)
        parts["o"] = Phrase(self._value(predicate, value), value)
        if words.has(f"claim.{name}"):
            return _filled(f"claim.{name}", self._language, parts)
        parts["p"] = Phrase(words.text("name.quoted", self._language, label=name), predicate)
        return _filled("other.claim", self._language, parts)

    def _value(self, predicate: URIRef, value: URIRef | Literal) -> str:
        if predicate == RDF.type and isinstance(value, URIRef):
            return self._names.cls(value)
        if predicate == OWL.propertyChainAxiom and isinstance(value, URIRef):
            return self._names.chain(value)
        return self._names.of(value)

    def axiom(self, explanation: Explanation) -> str:
        assert explanation.axiom is not None  # of inferred triples
        assert explanation.rule is not None
        subject, _, value = explanation.axiom
        assert isinstance(value, URIRef)  # no axiom of ours has a literal
        match explanation.rule:
            case "cax-sco":
                one, other = self._names.cls(subject), self._names.cls(value)
            case "prp-dom" | "prp-rng":
                one, other = self._names.prop(subject), self._names.cls(value)
            case "prp-spo2":
                one, other = self._names.prop(subject), self._names.chain(value)
            case _:
                one, other = self._names.prop(subject), self._names.prop(value)
        return words.text(f"rule.{explanation.rule}", self._language, s=one, o=other)

    def added(self, attribution: Attribution) -> str:
        status = attribution.status
        values = {
            "who": attribution.name,
            "when": attribution.when.isoformat(),
            "why": quotable(str(attribution.why), 2 * MOST),
        }
        if status is None:
            return words.text("sentence.added", self._language, **values)
        return words.text(
            "sentence.added-with-status",
            self._language,
            status=self._names.label(status).lower(),
            **values,
        )

    def _asserted(self, explanation: Explanation) -> str:
        sources = explanation.sources
        key = _asserted_key(explanation)
        told = words.text(
            key,
            self._language,
            claim=self.claim(explanation.triple),
            places=self._places(sources, _MOST_PLACES),
            graphs=_graphs(explanation),
        )
        further = [step(s, explanation.triple[2], self._language) for s in sources[:1]]
        if key == "sentence.asserted-register":
            further = [f"{capital(self._added(s))}." for s in sources[:1] if s.attribution]
        corrections = {s.cell.correction for s in sources if s.cell and s.cell.correction}
        further += [
            corrected(item, self._language)
            for item in sorted(corrections, key=lambda item: item.record)
        ]
        for item in explanation.interpretations:
            also = words.text(
                "sentence.also-interpretation", self._language, added=self.added(item)
            )
            further.append(also)
        return " ".join(filter(None, (told, *further)))

    def _added(self, source: Citation) -> str:
        assert source.attribution is not None
        return self.added(source.attribution)

    def _interpretation(self, explanation: Explanation) -> str:
        told = self.claim(explanation.triple)
        if not explanation.interpretations:
            key, values = "sentence.interpretation-nowhere", {"graphs": _graphs(explanation)}
        else:
            said = "; ".join(self.added(item) for item in explanation.interpretations)
            key, values = "sentence.interpretation", {"added": said}
        return words.text(key, self._language, claim=told, **values)

    def _inferred(self, explanation: Explanation) -> str:
        return words.text(
            "sentence.inferred",
            self._language,
            claim=self.claim(explanation.triple),
            grounds=self._grounds(explanation),
            axiom=self.axiom(explanation),
        )

    def _grounds(self, explanation: Explanation) -> str:
        together = words.text("sentence.and", self._language)
        return together.join(self._ground(premise) for premise in explanation.premises)

    def _ground(self, premise: Explanation) -> str:
        told = self.claim(premise.triple)
        if premise.kind is ExplanationKind.INFERRED:
            grounds = self._grounds(premise)
            return words.text(
                "sentence.ground-inferred", self._language, claim=told, grounds=grounds
            )
        if premise.kind is ExplanationKind.INTERPRETATION and premise.interpretations:
            when = premise.interpretations[0].when.isoformat()
            return words.text("sentence.ground-interpreted", self._language, claim=told, when=when)
        places = self._places(premise.sources, 1)
        if not places:
            return told
        return words.text("sentence.ground", self._language, claim=told, places=places)

    def _places(self, sources: Sequence[Citation], most: int) -> str:
        rows = by_row(sources)
        # Of several programmes each place says which it is in.
        several = len({_programme(source) for source in sources}) > 1
        places = list(dict.fromkeys(self._place(row, several=several) for row in rows))
        told = places[:most]
        if len(places) > most:
            told.append(words.text("place.more", self._language, count=str(len(places) - most)))
        return "; ".join(told)

    def _place(self, row: Sequence[Citation], *, several: bool) -> str:
        told = place(row, self._language)
        programme = _programme(row[0])
        if not several or programme is None:
            return told
        things = (addresses.programme(*programme), addresses.plan(*programme))
        labels = (self._lookups.label(thing, self._language) for thing in things)
        of = next((str(label) for label in labels if label), "/".join(programme))
        return words.text("place.of", self._language, place=told, of=of)


def _filled(key: str, language: Language, parts: Mapping[str, Phrase]) -> list[Phrase]:
    """Return the pieces of a text, with the parts in their places."""
    made = []
    for text, name, _, _ in Formatter().parse(words.template(key, language)):
        made += [Phrase(text)] if text else []
        made += [parts[name]] if name else []
    return made


def _asserted_key(explanation: Explanation) -> str:
    """Return which sentence tells of an asserted triple: by the first kind of its graphs."""
    kinds = {graph_suffix(graph).split("/")[0] for graph in explanation.graphs}
    if not explanation.sources:
        return "sentence.asserted-nowhere"
    if "source" in kinds:
        if explanation.triple[1] == PROV.wasDerivedFrom:
            return "sentence.asserted-record"
        if all(source.cell is None for source in explanation.sources):
            return "sentence.asserted-row"
        if any(source.cell and source.cell.reworded for source in explanation.sources):
            return "sentence.asserted-reworded"
        whole = explanation.sources[0].step is Step.WHOLE_TABLE
        return "sentence.asserted-whole-table" if whole else "sentence.asserted-source"
    if "register" in kinds:
        return "sentence.asserted-register"
    return "sentence.asserted-record" if "provenance" in kinds else "sentence.asserted-ontology"


def _programme(source: Citation) -> tuple[str, str] | None:
    """Return owner and period of the tables that a source stands in, None for a register."""
    address = addresses.read(source.record)
    if address is None or address.kind != "record" or source.row is None:
        return None
    return address.parts[0], address.parts[1]


def _graphs(explanation: Explanation) -> str:
    return ", ".join(graph_suffix(graph) for graph in explanation.graphs[:2])


def _parts(sources: Sequence[Citation], language: Language) -> list[str]:
    """Return the parts of a place; ``sources`` are of one row."""
    source = sources[0]
    if source.table is None:
        if source.title:
            return [words.text("place.document", language, title=source.title)]
        return [words.text("place.ontology", language)]
    parts = [_table(source, language)]
    if source.row is not None:
        parts.append(words.text("place.row", language, row=str(source.row)))
    for item in sources:
        if item.cell is not None:
            parts.append(_column(item.cell, language))
        elif item.column is not None:
            parts.append(words.text("place.column", language, column=_head(item.column)))
    if source.lines:
        first, last = map(str, source.lines)
        key = "line" if first == last else "lines"
        parts.append(words.text(f"place.{key}", language, first=first, last=last))
    if source.second_hand:
        parts.append(words.text("place.second-hand", language))
    return parts


def _table(source: Citation, language: Language) -> str:
    assert source.table is not None
    if source.file is not None and source.file.startswith(REGISTERS):
        name = words.text(f"register.{source.table}", language)
        return words.text("place.register", language, table=name)
    return words.text("place.table", language, table=CONTRACTS[source.table].labels[language])


def _column(cell: CitedCell, language: Language) -> str:
    text = shortened(cell.text, _MOST_OF_CELL)
    told = words.text("place.column-says", language, column=_head(cell.head), text=text)
    remarks = []
    if cell.corrected is not None and cell.printed is not None:
        printed = shortened(cell.printed, _MOST_OF_CELL)
        remarks.append(words.text("place.corrected", language, text=printed))
    elif cell.corrected is not None:
        remarks.append(words.text("place.added", language))
    if cell.reworded:
        remarks.append(words.text("place.reworded", language))
    if cell.uncertain:
        remarks.append(words.text("place.uncertain", language))
    return f"{told} ({'; '.join(remarks)})" if remarks else told


def _head(column: str) -> str:
    return column.replace("_", " ")
