"""What a researcher gets: tidy frames with nullable types, columns described."""

import subprocess
import sys

import pandas as pd
import pytest

from kretslopp import comparison
from kretslopp.comparison import Comparison
from kretslopp.errors import NotFound
from kretslopp.languages import LANGUAGES

NAMES = list(comparison.descriptors())

each = pytest.mark.parametrize("name", NAMES)


@each
def test_columns_have_the_types_that_their_description_says(made_up, name):
    frame = getattr(made_up, name.replace("-", "_"))()
    said = made_up.describe(name)
    assert frame.columns.tolist() == said["column"].tolist()
    assert [str(dtype) for dtype in frame.dtypes] == said["type"].tolist()
    assert set(said["type"]) <= {"string", "Int64", "Float64"}
    assert said["unit"].notna().all()
    assert said["meaning"].str.endswith(".").all()
    assert len(frame) > 0


@each
def test_a_row_is_one_observation(made_up, name):
    frame = getattr(made_up, name.replace("-", "_"))()
    assert not frame.duplicated().any()


def test_every_column_says_something_somewhere(made_up):
    """A name that a comparison misspells would be missing in every row."""
    empty = {
        (name, column)
        for name in NAMES
        for column, series in getattr(made_up, name.replace("-", "_"))().items()
        if series.isna().all()
    }
    # No made-up value is a lower limit, and marks of aligned actions don't differ.
    assert empty == {("targets", "lower_limit"), ("legal-marks", "alignment_status")}


def test_missing_is_na_and_never_zero_or_false(made_up):
    frame = made_up.goal_themes("soderby", "2023-2026")
    assert frame["municipal_actions"].isna().all()
    assert frame["goals"].tolist() == [1, 0]  # Natur is a theme of an action
    assert frame["status"].isna().all()  # no interpretation says who gave it the theme
    for name in NAMES:
        for dtype in getattr(made_up, name.replace("-", "_"))().dtypes:
            assert not pd.api.types.is_bool_dtype(dtype)


def test_an_empty_comparison_keeps_its_columns_and_types(made_up):
    frame = made_up.legal_marks("norrby")
    assert len(frame) == 0
    assert frame.dtypes.astype(str).tolist() == made_up.describe("legal-marks")["type"].tolist()


def test_there_is_a_method_for_each_comparison():
    for name in NAMES:
        assert getattr(Comparison, name.replace("-", "_")).__doc__


def test_the_descriptor_has_every_text_in_both_languages():
    seen = 0
    for descriptor in comparison.descriptors().values():
        for language in LANGUAGES:
            assert descriptor.titles[language].endswith("?")
            assert descriptor.about[language].endswith(".")
            for column in descriptor.columns:
                seen += 1
                assert column.labels[language]
                assert column.about[language].endswith(".")
                assert all(text[language] for text in column.words.values())
        names = [column.name for column in descriptor.columns]
        for name, traces in descriptor.traces.items():
            assert name in names
            assert all(trace.thing in names and trace.heads for trace in traces)
    assert seen > 150


def test_words_of_cells_are_those_of_the_descriptor(engine):
    seen = set()
    for name in NAMES:
        table = comparison.compare(engine, name)
        for column in table.descriptor.columns:
            if column.words:
                words = {row[column.name] for row in table.rows} - {None}
                assert words <= column.words.keys(), column.name
                seen |= words
    assert {"yes", "no", "not-marked", "not-stated", "company", "exact", "target"} <= seen


def test_the_command_line_does_not_wait_for_pandas_and_matplotlib():
    code = (
        "import sys, kretslopp.cli, kretslopp.comparison; "
        "print([name for name in ('pandas', 'matplotlib') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_frame_says_what_it_was_made_of(made_up):
    frame = made_up.timing(["Norrby", "soderby"], "2023–2026", certain_only=True)
    assert frame.attrs == {
        "comparison": "timing",
        "query": "municipality=Norrby&municipality=soderby&by=timing&period=2023%E2%80%932026"
        "&certain_only=yes",
        "language": "sv",
        "dataset": None,  # a file of RDF is no version of the dataset
        "citation": None,
    }
    assert len(frame) == 11


def test_a_comparison_goes_by_its_name_too(made_up):
    assert made_up.compare("legal-marks").equals(made_up.legal_marks())
    with pytest.raises(NotFound, match="timing"):
        made_up.compare("timng")
