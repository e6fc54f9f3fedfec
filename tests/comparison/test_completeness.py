"""How much of the source is in the data, column by column."""

import pytest

COLUMNS = ("state", "rows", "filled", "share", "uncertain")


@pytest.fixture
def of_column(rows):
    def of_column(municipality, table, column, **options):
        where = {"municipality": municipality, "table": table, "column": column}
        return rows("completeness", *COLUMNS, where=where, **options)

    return of_column


def test_an_empty_cell_and_a_dash_say_nothing(of_column):
    assert of_column("norrby", "municipal", "mål") == [("yes", 3, 1, pytest.approx(1 / 3), 0)]


def test_a_mark_that_says_no_is_read_and_not_filled(rows):
    """Norrby's municipal marks: one X, one “nej”, and one empty cell."""
    columns = ("rows", "read", "filled")
    where = {"municipality": "norrby", "table": "municipal", "column": "lagkrav"}
    assert rows("completeness", *columns, where=where) == [(3, 3, 1)]
    where = {"municipality": "soderby", "table": "municipal", "column": "lagkrav"}
    assert rows("completeness", *columns, where=where)[0] == (1, None, None)


def test_a_corrected_cell_counts_as_it_is_now(of_column):
    """K1's year is corrected from another, K10's from nothing."""
    assert of_column("norrby", "municipal", "år") == [("yes", 3, 2, pytest.approx(2 / 3), 0)]


def test_an_absent_column_or_table_is_not_stated(of_column):
    assert of_column("soderby", "municipal", "lagkrav")[0] == ("not-stated", 1, None, None, None)
    assert of_column("soderby", "goals", "text")[0] == ("not-stated", None, None, None, None)


def test_uncertain_cells_are_counted_and_may_be_left_out(of_column):
    assert of_column("norrby", "targets", "värde")[0][1:] == (3, 2, pytest.approx(2 / 3), 1)
    sure = of_column("norrby", "targets", "värde", certain_only=True)
    assert sure[0][1:] == (3, 1, pytest.approx(1 / 3), 1)


def test_every_document_of_a_plan_is_there_once(rows):
    found = set(rows("completeness", "municipality", "period", "partial"))
    assert found == {
        ("norrby", "2023-2026", "not-stated"),
        ("soderby", "2023-2026", "yes"),
        ("soderby", "2027-2030", "not-stated"),
    }
    columns = rows("completeness", "municipality", "period", "table", "column")
    assert len(columns) == len(set(columns))
