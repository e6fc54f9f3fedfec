"""A named question: read from ``queries/<area>/<name>.rq``, put to an engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.characters import clean
from kretslopp.engine import Engine
from kretslopp.errors import Fault, KretsloppError, NotFound, Place, UnreadableInput, WrongUse
from kretslopp.languages import Language
from kretslopp.questions import head
from kretslopp.questions.answer import Answer, in_order, read_rows
from kretslopp.questions.values import ParameterType, is_in_data, is_spoken_of, to_term
from kretslopp.reading.names import Names
from kretslopp.tables import nearest

SUFFIX = ".rq"


@dataclass(frozen=True)
class Question:
    """A question in plain words, with the query that answers it.

    ``name`` is the stem of its file, ``area`` the folder, ``text`` the whole
    file: SPARQL 1.1 that runs as it stands.
    """

    name: str
    area: str
    titles: head.Texts
    descriptions: head.Texts
    parameters: tuple[head.Parameter, ...]
    columns: tuple[head.AnswerColumn, ...]
    text: str

    def ask(self, engine: Engine, values: Mapping[str, str], language: Language) -> Answer:
        """Return the answer to the question.

        ``values`` are texts by the names of parameters; one that is missing or
        empty has its default where the dataset has anything of it, or stays open.
        Raises WrongUse for a name that is no parameter and for a value that means
        nothing, and what the engine raises.
        """
        self._check_names(values)
        used = self._used(engine, values)
        bindings = self._bindings(engine, used)
        solutions = engine.select(self.text, bindings)
        rows = in_order(
            self.text, self.columns, read_rows(engine, solutions, self.columns, language)
        )
        return Answer(
            self.name,
            self.titles[language],
            language,
            used,
            self.columns,
            rows,
            self._without(engine, bindings, language),
        )

    def _without(
        self, engine: Engine, bindings: Mapping[str, Node], language: Language
    ) -> tuple[str, ...]:
        """Return the names of what was asked for that nothing which was read speaks of."""
        bound = ((item.type, bindings.get(item.variable)) for item in self.parameters)
        unread = [
            term
            for kind, term in bound
            if isinstance(term, URIRef) and not is_spoken_of(engine, kind, term)
        ]
        names = Names(engine, unread)
        return tuple(names.label(term, language) or str(term) for term in unread)

    def _check_names(self, values: Mapping[str, str]) -> None:
        known = [parameter.name for parameter in self.parameters]
        faults = [
            Fault(
                f"“{name}” is not a parameter of the question {self.name}.",
                advice=nearest(name, known) or f"Its parameters are {', '.join(known)}.",
            )
            for name in values
            if name not in known
        ]
        if faults:
            raise WrongUse(*faults)

    def _used(self, engine: Engine, values: Mapping[str, str]) -> dict[str, str]:
        """Return the text of each parameter that has one, given or default.

        A county stands for its municipalities: where one is given, none of them is the default.
        """
        given = {item.name: clean(values.get(item.name, "")) for item in self.parameters}
        of_county = any(
            item.type is ParameterType.COUNTY and given[item.name] for item in self.parameters
        )
        texts = {
            item.name: given[item.name] or _default(engine, item)
            for item in self.parameters
            if given[item.name] or not (of_county and item.type is ParameterType.MUNICIPALITY)
        }
        return {name: text for name, text in texts.items() if text}

    def _bindings(self, engine: Engine, used: Mapping[str, str]) -> dict[str, Node]:
        bindings: dict[str, Node] = {}
        faults: list[Fault] = []
        for parameter in self.parameters:
            if parameter.name not in used:
                continue
            try:
                text = used[parameter.name]
                bindings[parameter.variable] = to_term(engine, parameter.type, text)
            except WrongUse as error:
                faults += (
                    Fault(f"{parameter.name}: {fault.message}", fault.place, fault.advice)
                    for fault in error.faults
                )
        if faults:
            raise WrongUse(*faults)
        return bindings


def _default(engine: Engine, parameter: head.Parameter) -> str | None:
    """Return a parameter's default, None where the dataset is of other municipalities."""
    text = parameter.default
    return text if text and is_in_data(engine, parameter.type, text) else None


def load(directory: Path) -> dict[str, Question]:
    """Return the questions of a directory by name, in the order of their files.

    Raises UnreadableInput with every fault: a directory without questions, a
    file that is not UTF-8, a faulty head, a name that stands in two areas.
    """
    faults: list[Fault] = []
    questions: dict[str, Question] = {}
    for path in sorted(directory.glob(f"*/*{SUFFIX}")):
        try:
            question = _read(path)
        except KretsloppError as error:
            faults += error.faults
            continue
        if question.name in questions:
            area = questions[question.name].area
            faults.append(
                Fault(
                    f"The area {area} has a question “{question.name}” already.",
                    Place(str(path)),
                    "Names are unique over all areas: rename one of the two.",
                )
            )
        questions[question.name] = question
    if not questions and not faults:
        faults.append(
            Fault(
                "There are no questions here.",
                Place(str(directory)),
                f"A question is a file <area>/<name>{SUFFIX}.",
            )
        )
    if faults:
        raise UnreadableInput(*faults)
    return questions


def find(questions: Mapping[str, Question], name: str) -> Question:
    """Return the question of this name; raises NotFound, with the nearest, where there is none."""
    question = questions.get(name)
    if question is None:
        advice = nearest(name, list(questions)) or f"There are {', '.join(questions)}."
        raise NotFound(Fault(f"There is no question “{name}”.", advice=advice))
    return question


def _read(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableInput(Fault("The file is not UTF-8 text.", Place(str(path)))) from error
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror}.", Place(str(path)))
        ) from error
    said = head.read_head(text, str(path))
    return Question(
        name=path.stem,
        area=path.parent.name,
        titles=said.titles,
        descriptions=said.descriptions,
        parameters=said.parameters,
        columns=said.columns,
        text=text,
    )
