import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kretslopp.errors import UnreadableInput
from kretslopp.languages import LANGUAGES
from kretslopp.questions import ColumnKind, ParameterType, head

HEAD = """\
#+ title sv: Vilka åtgärder?
#+ title en: Which actions?
#+ description sv: En rad per åtgärd,
#+   även de utan nummer.
#+ description en: One row per action.
#+ parameter goal ?goalCode goal = 4 | sv: Målets nummer | en: Number of the goal
#+ parameter area ?area goal-area | sv: Målområde | en: Goal area
#+ column number text | sv: Nr | en: No.
#+ column action thing | sv: Åtgärd | en: Action
SELECT ?number ?action { ?action ?area ?goalCode ; ?p ?number }
"""


def faults(text):
    with pytest.raises(UnreadableInput) as caught:
        head.read_head(text, "some.rq")
    return [str(fault) for fault in caught.value.faults]


def test_reads_every_entry():
    read = head.read_head(HEAD, "some.rq")
    assert read.titles == {"sv": "Vilka åtgärder?", "en": "Which actions?"}
    assert read.descriptions["sv"] == "En rad per åtgärd, även de utan nummer."
    goal, area = read.parameters
    assert (goal.name, goal.variable, goal.default) == ("goal", "goalCode", "4")
    assert goal.type is ParameterType.GOAL
    assert goal.labels == {"sv": "Målets nummer", "en": "Number of the goal"}
    assert (area.type, area.default) == (ParameterType.GOAL_AREA, None)
    assert [(column.name, column.kind) for column in read.columns] == [
        ("number", ColumnKind.TEXT),
        ("action", ColumnKind.THING),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("#+ title en: Which actions?\n", "", "line 1: The title has no text in “en”."),
        ("title en: Which actions?", "title en:", "line 1: The title has no text in “en”."),
        ("title en", "title sv", "line 2: title has two texts in “sv”."),
        ("title en", "title fi", "line 2: “fi” is not a language."),
        ("| en: Action", "", "line 9: The column “action” has no text in “en”."),
        ("= 4 | sv: Målets nummer", "= 4", "line 6: The parameter “goal” has no text in “sv”."),
        ("goalCode goal = 4", "goalCode gaol = 4", "line 6: “gaol” is not a type of parameter. N"),
        ("action thing", "action thnig", "line 9: “thnig” is not a kind of column. Nearest"),
        (
            "parameter area ?area",
            "parameter goal ?area",
            "line 7: The parameter “goal” stands twice.",
        ),
        ("column action", "column number", "line 9: The column “number” stands twice."),
        ("parameter area ?area", "parameter area ?aria", "line 7: The parameter “area” is the var"),
        ("column action", "column acton", "line 9: The column “acton” is the variable ?acton, whi"),
        ("#+ parameter goal ?goalCode", "#+ parameter goal", "line 6: “parameter goal goal = 4 |"),
        ("| sv: Nr | en", "| sv: Nr | No. en", "line 8: “No. en: No.” is not a label."),
        ("#+ title sv", "#+ titel sv", "line 1: “titel sv: Vilka åtgärder?” is not an entry"),
    ],
)
def test_a_fault_names_file_and_line(old, new, expected):
    assert HEAD.count(old) == 1
    found = faults(HEAD.replace(old, new))
    assert any(fault.startswith(f"some.rq, {expected}") for fault in found), found


def test_every_fault_is_told_at_once():
    found = faults("#+ titel sv: A\n#+ column x kind | sv: X\nSELECT ?x { ?x ?y ?z }")
    assert len(found) == 7  # two entries, two titles, two descriptions, no column


def test_a_variable_in_a_comment_is_not_used():
    text = HEAD.replace("?area ?goalCode ;", "?area ?g ; # ?goalCode\n")
    assert any("which the query does not use" in fault for fault in faults(text))


def test_a_variable_that_only_begins_alike_is_not_used():
    text = HEAD.replace("?area ?goalCode ;", "?area ?goalCodes ;")
    assert any("which the query does not use" in fault for fault in faults(text))


texts = st.from_regex(r"[A-Za-zÅÄÖåäö?.,:=–”()-]+( [A-Za-zÅÄÖåäö?.,:=–”()-]+)*", fullmatch=True)
names = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
both = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, texts))


@settings(max_examples=30)
@given(
    titles=both,
    descriptions=both,
    parameters=st.lists(
        st.tuples(names, st.sampled_from(ParameterType), st.none() | texts, both),
        unique_by=lambda parameter: parameter[0],
    ),
    columns=st.lists(
        st.tuples(names, st.sampled_from(ColumnKind), both),
        min_size=1,
        unique_by=lambda column: column[0],
    ),
)
def test_what_is_written_is_read(titles, descriptions, parameters, columns):
    def labels(of):
        return " | ".join(f"{language}: {text}" for language, text in of.items())

    lines = [f"#+ title {language}: {text}" for language, text in titles.items()]
    for language, text in descriptions.items():
        first, *rest = text.split(" ")
        lines += [f"#+ description {language}: {first}", *(f"#+   {word}" for word in rest)]
    for name, kind, default, of in parameters:
        default_text = "" if default is None else f" = {default}"
        lines.append(f"#+ parameter {name} ?{name} {kind.value}{default_text} | {labels(of)}")
    lines += [f"#+ column {name} {kind.value} | {labels(of)}" for name, kind, of in columns]
    lines += [f"?{name}" for name, *_ in [*parameters, *columns]]
    read = head.read_head("\n".join(lines), "some.rq")
    assert (read.titles, read.descriptions) == (titles, descriptions)
    assert [(p.name, p.type, p.default, p.labels) for p in read.parameters] == parameters
    assert [(c.name, c.kind, c.labels) for c in read.columns] == columns


@given(st.text(alphabet="#+ \n:|=?titlesvencolumnparameter", max_size=200))
def test_a_text_without_head_is_refused_with_its_place(text):
    assert all(re.match(r"some\.rq, line \d+: ", fault) for fault in faults(text))
