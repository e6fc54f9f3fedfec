"""The options of forms: what has an answer, in the order that readers expect."""

from rdflib import Literal

from kretslopp.engine import Solutions
from kretslopp.questions import ParameterType
from kretslopp.questions.values import to_term
from kretslopp.web.pages.choices import Choice, Choices


def test_options_are_what_the_programmes_speak_of(engine):
    choices = Choices(engine, "sv")
    assert choices.of(ParameterType.MUNICIPALITY) == (Choice("borlange", "Borlänge"),)
    assert choices.of(ParameterType.GOAL) == (Choice("4", "4"), Choice("10", "10"))
    assert [choice.value for choice in choices.of(ParameterType.ACTION)] == ["K1", "K3", "R2"]
    assert choices.of(ParameterType.ORGANISATION) == (
        Choice("borlange-energi/atervinning", "AO Återvinning"),
        Choice("borlange", "Borlänge"),
        Choice("borlange-energi", "Borlänge Energi"),
        Choice("dalarna/byggekot", "Temagrupp ByggEkot"),
    )
    assert choices.of(ParameterType.YEAR) == ()


def test_labels_are_in_the_language_of_the_reader(engine):
    assert Choices(engine, "en").of(ParameterType.GOAL_AREA) == (Choice("matsvinn", "Food waste"),)


def test_every_option_means_something_to_the_questions(engine):
    choices = Choices(engine, "sv")
    tried = [
        to_term(engine, parameter_type, choice.value)
        for parameter_type in ParameterType
        for choice in choices.of(parameter_type)
    ]
    assert len(tried) == 11


class Counting:
    """An engine that has codes only, and counts how often it is asked."""

    def __init__(self, *codes):
        self.codes, self.times = codes, 0

    def select(self, _query, _bindings=None):
        self.times += 1
        return Solutions(("code",), tuple((Literal(code),) for code in self.codes))


def test_codes_are_in_natural_order():
    engine = Counting("1.10", "K10", "1.2", "K2", "2", "PHU.16.8")
    codes = [choice.value for choice in Choices(engine, "sv").of(ParameterType.GOAL)]
    assert codes == ["1.2", "1.10", "2", "K2", "K10", "PHU.16.8"]


def test_the_engine_is_asked_once_a_type():
    engine = Counting("1")
    choices = Choices(engine, "sv")
    for _ in range(3):
        choices.of(ParameterType.GOAL)
    assert engine.times == 1
