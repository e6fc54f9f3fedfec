import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kretslopp.questions import (
    Answer,
    AnswerCell,
    AnswerColumn,
    ColumnKind,
    NamedThing,
    cell_text,
    to_csv,
    to_json,
    to_text,
)


def column(name, kind, sv, en):
    return AnswerColumn(name, kind, {"sv": sv, "en": en})


COLUMNS = (
    column("number", ColumnKind.TEXT, "Nr", "No."),
    column("action", ColumnKind.THING, "Åtgärd", "Action"),
    column("startYear", ColumnKind.NUMBER, "Från", "From"),
    column("required", ColumnKind.MARK, "Lagkrav finns", "Required by law"),
    column("goals", ColumnKind.CODES, "Mål", "Goals"),
)


def thing(path, text, language=None):
    return NamedThing(URIRef(f"https://w3id.org/kretslopp/id/{path}"), text, language)


ACTION = thing("action/K2", "Öva, ”håll” på å göm", "sv")
ROWS = (
    (
        AnswerCell("K2"),
        AnswerCell(things=(ACTION,)),
        AnswerCell(2024),
        AnswerCell(True),
        AnswerCell(things=(thing("goal/4", "4"), thing("goal/10", "10"))),
    ),
    (AnswerCell("K10"), AnswerCell(), AnswerCell(), AnswerCell(False), AnswerCell()),
    (AnswerCell(), AnswerCell(things=(ACTION,)), AnswerCell(2025), AnswerCell(), AnswerCell()),
)


def answer(language="sv", rows=ROWS, columns=COLUMNS):
    return Answer("some", "Vilka då?", language, {"goal": "4"}, columns, rows)


def test_text_has_aligned_columns():
    assert to_text(answer()) == (
        "Vilka då?\n"
        "\n"
        "Nr   Åtgärd                Från  Lagkrav finns  Mål\n"
        "---  --------------------  ----  -------------  -----\n"
        "K2   Öva, ”håll” på å göm  2024  ja             4; 10\n"
        "K10                              nej\n"
        "     Öva, ”håll” på å göm  2025\n"
        "\n"
        "3 rader\n"
    )


def test_text_folds_at_words_to_fit_the_width():
    assert to_text(answer("en", ROWS[:1]), width=42) == (
        "Vilka då?\n"
        "\n"
        "No.  Action          From  Required  Goals\n"
        "                           by law\n"
        "---  --------------  ----  --------  -----\n"
        "K2   Öva, ”håll” på  2024  yes       4; 10\n"
        "     å göm\n"
        "\n"
        "1 row\n"
    )


def test_accents_that_combine_take_no_place():
    plain, combined = "Åtgärd å", "A\u030atga\u0308rd a\u030a"
    columns = (column("note", ColumnKind.TEXT, "N", "N"), column("n", ColumnKind.NUMBER, "n", "n"))
    lines = to_text(
        answer(
            rows=((AnswerCell(plain), AnswerCell(1)), (AnswerCell(combined), AnswerCell(2))),
            columns=columns,
        )
    )
    assert f"{plain}  1\n{combined}  2\n" in lines


def test_text_of_no_rows_still_has_its_head():
    assert "Nr  Åtgärd  Från" in to_text(answer(rows=()), width=80)
    assert to_text(answer(rows=())).endswith("\n0 rader\n")


@given(
    cells=st.lists(st.text(alphabet="abcåäö \u0308", max_size=60), min_size=2, max_size=6),
    width=st.integers(40, 100),
)
def test_no_letter_is_lost_and_no_line_too_long(cells, width):
    columns = (column("a", ColumnKind.TEXT, "A", "A"), column("b", ColumnKind.TEXT, "B", "B"))
    rows = tuple((AnswerCell(cell), AnswerCell(cell)) for cell in cells)
    lines = to_text(answer(rows=rows, columns=columns), width).splitlines()[4:-2]
    letters = "".join("".join(lines).split())
    assert sorted(letters) == sorted("".join("".join(cells).split()) * 2)
    places = [sum(character != "\u0308" for character in line) for line in lines]
    assert max(places, default=0) <= width


def test_csv_names_its_columns_by_variables_and_gives_iris():
    rows = list(csv.reader(io.StringIO(to_csv(answer("en")))))
    assert rows[0] == [
        "number",
        "action",
        "actionIri",
        "startYear",
        "required",
        "goals",
        "goalsIri",
    ]
    assert rows[1] == [
        "K2",
        ACTION.text,
        str(ACTION.iri),
        "2024",
        "true",
        "4; 10",
        "https://w3id.org/kretslopp/id/goal/4; https://w3id.org/kretslopp/id/goal/10",
    ]
    assert rows[2] == ["K10", "", "", "", "false", "", ""]
    assert rows[3][3:] == ["2025", "", "", ""]


def test_json_keeps_types_and_says_what_was_asked():
    document = json.loads(to_json(answer()))
    rows = document.pop("rows")
    assert document == {
        "question": "some",
        "title": "Vilka då?",
        "language": "sv",
        "parameters": {"goal": "4"},
        "without": [],
        "columns": {
            "number": "Nr",
            "action": "Åtgärd",
            "startYear": "Från",
            "required": "Lagkrav finns",
            "goals": "Mål",
        },
    }
    assert rows[0]["startYear"] == 2024
    assert (rows[0]["action"], rows[0]["actionIri"]) == (ACTION.text, str(ACTION.iri))
    assert [row["required"] for row in rows] == [True, False, None]
    assert [row["goals"] for row in rows] == [["4", "10"], [], []]
    assert rows[1]["action"] is None


def test_json_is_readable_swedish():
    assert "Öva, ”håll” på å göm" in to_json(answer())


@pytest.mark.parametrize(
    ("cell", "sv", "en"),
    [
        (AnswerCell(True), "ja", "yes"),
        (AnswerCell(False), "nej", "no"),
        (AnswerCell(), "", ""),
        (AnswerCell(0), "0", "0"),
        (AnswerCell(things=(thing("a", "A"), thing("b", "B"))), "A; B", "A; B"),
    ],
)
def test_cell_text(cell, sv, en):
    assert (cell_text(cell, "sv"), cell_text(cell, "en")) == (sv, en)
