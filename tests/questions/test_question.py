from pathlib import Path

import pytest

from kretslopp import questions
from kretslopp.engine import open_file
from kretslopp.errors import EngineFailure, NotFound, UnreadableInput, WrongUse

TEXT = """\
#+ title sv: Vilka åtgärder?
#+ title en: Which actions?
#+ description sv: En rad per åtgärd.
#+ description en: One row per action.
#+ parameter action ?number action | sv: Nummer | en: Number
#+ parameter municipality ?municipality municipality = borlange | sv: Kommun | en: Municipality
#+ column number text | sv: Nr | en: No.
#+ column action thing | sv: Åtgärd | en: Action
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kl: <https://w3id.org/kretslopp/def#>
SELECT ?number ?action
WHERE { ?action a kl:Action ; kl:municipality ?municipality ; dcterms:identifier ?number }
ORDER BY ?number
"""


@pytest.fixture(scope="module")
def engine():
    return open_file(Path(__file__).parent / "two-programmes.ttl")


def write(directory, name, text=TEXT):
    path = directory / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def question(tmp_path):
    write(tmp_path, "area/actions")
    return questions.load(tmp_path)["actions"]


class TestAsk:
    def shown(self, answer):
        return [
            tuple(questions.cell_text(cell, answer.language) for cell in row) for row in answer.rows
        ]

    def test_default_holds_and_what_has_none_stays_open(self, engine, question):
        answer = question.ask(engine, {}, "sv")
        assert self.shown(answer) == [("K10", "Tionde"), ("K2", "Andra")]
        assert answer.values == {"municipality": "borlange"}
        assert (answer.question, answer.title) == ("actions", "Vilka åtgärder?")

    def test_values_are_bound(self, engine, question):
        values = {"action": "k2", "municipality": "Falun"}
        answer = question.ask(engine, values, "sv")
        assert self.shown(answer) == [("K2", "Faluns andra")]
        assert answer.values == values

    def test_an_empty_value_is_as_none(self, engine, question):
        answer = question.ask(engine, {"action": "", "municipality": " "}, "sv")
        assert answer == question.ask(engine, {}, "sv")

    def test_a_label_falls_back_on_the_other_language(self, engine, question):
        answer = question.ask(engine, {}, "en")
        assert self.shown(answer) == [("K10", "Tenth"), ("K2", "Andra")]
        assert [row[1].things[0].language for row in answer.rows] == ["en", "sv"]

    def test_a_name_that_is_no_parameter(self, engine, question):
        with pytest.raises(WrongUse, match=r"“actoin” is not a parameter.*Nearest known: action"):
            question.ask(engine, {"actoin": "K2"}, "sv")

    def test_every_wrong_value_is_told(self, engine, question):
        with pytest.raises(WrongUse) as caught:
            question.ask(engine, {"action": "K99", "municipality": "Atlantis"}, "sv")
        messages = [str(fault).split(":")[0] for fault in caught.value.faults]
        assert messages == ["action", "municipality"]

    @pytest.mark.parametrize(
        "value", ['K2" } #', "K2' }", "<http://x>", "?number", "K2\\", "K2\n}"]
    )
    def test_a_value_never_becomes_part_of_the_query(self, engine, question, value):
        with pytest.raises(WrongUse, match="action: The data has no action"):
            question.ask(engine, {"action": value}, "sv")

    @pytest.mark.parametrize("kind", ["number", "mark"])
    def test_a_term_of_another_kind_than_the_column(self, tmp_path, engine, kind):
        write(tmp_path, "area/actions", TEXT.replace("number text", f"number {kind}"))
        with pytest.raises(EngineFailure, match=f'should hold a {kind}, and holds "K10"'):
            questions.load(tmp_path)["actions"].ask(engine, {}, "sv")


class TestLoad:
    def test_questions_come_by_name_in_the_order_of_their_files(self, tmp_path):
        for name in ("time/b", "goals/z", "goals/a"):
            write(tmp_path, name)
        loaded = questions.load(tmp_path)
        assert [(q.area, q.name) for q in loaded.values()] == [
            ("goals", "a"),
            ("goals", "z"),
            ("time", "b"),
        ]
        assert loaded["b"].text == TEXT

    def test_a_name_in_two_areas(self, tmp_path):
        write(tmp_path, "goals/same")
        write(tmp_path, "time/same")
        with pytest.raises(UnreadableInput, match=r"time/same\.rq: The area goals has a question"):
            questions.load(tmp_path)

    def test_faults_of_every_file_are_told(self, tmp_path):
        write(tmp_path, "goals/one", TEXT.replace("#+ title sv", "#+ titel sv"))
        write(tmp_path, "time/two", TEXT.replace("number text", "number tetx"))
        (tmp_path / "time" / "three.rq").write_bytes("å".encode("latin-1"))
        with pytest.raises(UnreadableInput) as caught:
            questions.load(tmp_path)
        files = [Path(fault.place.file).name for fault in caught.value.faults]
        assert files == ["one.rq", "one.rq", "three.rq", "two.rq"]

    def test_a_directory_without_questions(self, tmp_path):
        with pytest.raises(UnreadableInput, match="There are no questions here"):
            questions.load(tmp_path)


def test_find_names_the_nearest(question):
    assert questions.find({"actions": question}, "actions") is question
    with pytest.raises(NotFound, match=r"no question “action”\. Nearest known: actions\."):
        questions.find({"actions": question}, "action")
