"""The named questions of ``queries/``: plain SPARQL with a head that says what it asks.

``load`` reads them, ``Question.ask`` puts one to an engine, ``rendering`` turns
the answer into text, CSV or JSON. ``head`` describes the head of a query file.
"""

from kretslopp.questions.answer import Answer, AnswerCell, NamedThing
from kretslopp.questions.head import AnswerColumn, ColumnKind, Parameter
from kretslopp.questions.question import Question, find, load
from kretslopp.questions.rendering import cell_text, to_csv, to_json, to_text
from kretslopp.questions.values import ParameterType

__all__ = [
    "Answer",
    "AnswerCell",
    "AnswerColumn",
    "ColumnKind",
    "NamedThing",
    "Parameter",
    "ParameterType",
    "Question",
    "cell_text",
    "find",
    "load",
    "to_csv",
    "to_json",
    "to_text",
]
