import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp import tables
from kretslopp.characters import plain
from kretslopp.errors import DataViolation, UnreadableInput
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table, Years

years = st.integers(min_value=1000, max_value=9999)


class TestYears:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2024", Years(2024, 2024)),
            ("2023-2025", Years(2023, 2025)),
            ("2023–2025", Years(2023, 2025)),
            ("-2025", Years(None, 2025)),
            ("2025-", Years(2025, None)),
            ("", None),
            ("-", None),
        ],
    )
    def test_says(self, text, expected):
        assert tables.parse_years(text) == expected

    @pytest.mark.parametrize("text", ["24", "20244", "2024 2025", "2024-25", "våren", "2026-2023"])
    def test_refuses(self, text):
        with pytest.raises(ValueError, match="“"):
            tables.parse_years(text)

    @given(first=years, last=years)
    def test_a_span_is_read_back_or_refused(self, first, last):
        text = f"{first}-{last}"
        if first <= last:
            assert tables.parse_years(text) == Years(first, last)
        else:
            with pytest.raises(ValueError, match="ends before"):
                tables.parse_years(text)

    @given(st.text())
    def test_any_text_is_read_or_refused(self, text):
        try:
            found = tables.parse_years(text)
        except ValueError:
            return
        assert found is None or found.start or found.end


class TestCodes:
    @given(st.lists(st.integers(min_value=1, max_value=99), unique=True, min_size=1))
    def test_numbers_come_back_in_order(self, numbers):
        assert tables.parse_codes(",".join(map(str, numbers))) == tuple(map(str, numbers))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("4,5", ("4", "5")),
            ("10, 11, 12", ("10", "11", "12")),
            ("1.1", ("1.1",)),
            ("PHU.16.8", ("PHU.16.8",)),
            ("-", ()),
            ("", ()),
        ],
    )
    def test_says(self, text, expected):
        assert tables.parse_codes(text) == expected

    @pytest.mark.parametrize("text", ["4,4", "fyra", "4;5", "4,", "4.5.", "<script>"])
    def test_refuses(self, text):
        with pytest.raises(ValueError, match="“"):
            tables.parse_codes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X", True),
        ("x", True),
        ("*", True),
        ("nej", False),
        ("Nej", False),
        ("", None),
        ("-", None),
    ],
)
def test_marks(text, expected):
    assert tables.parse_mark(text) is expected


def test_a_mark_is_nothing_else():
    with pytest.raises(ValueError, match="ja"):
        tables.parse_mark("ja")


cells = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(plain)


@given(st.lists(st.fixed_dictionaries({"nr": cells, "åtgärder": cells, "mål": cells}), max_size=5))
def test_a_table_survives_being_written_and_read(rows):
    rows = [row for row in rows if any(row.values())]
    table = Table(
        CONTRACTS["municipal"],
        ("nr", "åtgärder", "mål"),
        tuple(Row(number, row) for number, row in enumerate(rows, start=2)),
        "municipal.csv",
    )
    assert tables.parse(tables.to_csv(table), CONTRACTS["municipal"], "municipal.csv") == table


def faults_of(tmp_path, text, name="municipal.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataViolation) as caught:
        tables.read_table(path)
    return [(f.place.row, f.place.column, f.message, f.advice) for f in caught.value.faults]


def test_every_fault_of_a_table_is_told_at_once(tmp_path):
    found = faults_of(
        tmp_path,
        "nr,åtgärder,år,mal,lagkrav\n1,Bygg,2024,4,X\n1,Riv,20244,4,kanske\n2,,0000,4,X,över\n",
    )
    assert [(row, column) for row, column, *_ in found] == [
        (1, "mal"),
        (3, "år"),
        (3, "lagkrav"),
        (3, "nr"),
        (4, "#6"),
        (4, "åtgärder"),
        (4, "år"),
    ]
    assert found[0][3] == "Nearest known: mål."
    assert "row 2" in found[3][2]


def test_a_missing_column_is_told_with_what_it_holds(tmp_path):
    ((row, _, message, advice),) = faults_of(tmp_path, "nr,mål\n1,4\n")
    assert row == 1
    assert message == "The column “åtgärder” is missing."
    assert advice == "It holds any text."


def test_a_row_needs_a_number_or_a_key(tmp_path):
    ((row, column, *_),) = faults_of(tmp_path, "nr,nyckel,åtgärder\n,bygg,A\n,,B\n")
    assert (row, column) == (3, "nr")


def test_a_column_that_stands_twice(tmp_path):
    ((_, column, message, _),) = faults_of(tmp_path, "nr,åtgärder,nr\n1,A,1\n")
    assert column == "nr"
    assert "twice" in message


@pytest.mark.parametrize("about", ["osäkra_kolumner", "egna_ord"])
def test_what_names_columns_must_name_columns(tmp_path, about):
    ((row, column, _, advice),) = faults_of(
        tmp_path, f"nr,åtgärder,år,ansvar,{about}\n1,A,2024,KS,år; ansvr\n"
    )
    assert (row, column) == (2, about)
    assert "ansvar" in advice


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("municipal.csv", b"", "empty"),
        ("municipal.csv", "nr,åtgärder\n".encode("utf-16"), "UTF-8"),
        ("municipal.csv", b'nr,"tg\n1,2', "not a CSV"),
        ("kommunal.csv", b"nr\n", "not the name of a table"),
    ],
)
def test_what_is_no_table(tmp_path, name, body, words):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(UnreadableInput, match=words):
        tables.read_table(path)


def test_a_bom_and_swedish_letters_survive(tmp_path):
    path = tmp_path / "municipal.csv"
    path.write_bytes("nr,åtgärder\n1,Återvinn öl\n".encode("utf-8-sig"))
    assert tables.read_table(path).rows[0]["åtgärder"] == "Återvinn öl"


def test_columns_are_written_in_the_order_of_the_contract():
    table = Table(CONTRACTS["municipal"], ("år", "nr"), (Row(2, {"år": "2024", "nr": "1"}),), "")
    assert tables.to_csv(table) == "nr,år\n1,2024\n"


class TestKeys:
    @pytest.mark.parametrize(
        ("column", "good", "bad"),
        [
            (
                "nyckel",
                ["minska-matsvinnet", "a", ""],
                ["å", "A", "a b", "a/b", "..", "-", "x" * 101],
            ),
            ("rader", ["16", "367-380", ""], ["x", "1-", "1,2", "²"]),
            ("ansvar", ["Miljökontor", "", "-"], [";", "—", "…"]),
        ],
    )
    def test_cells_that_become_addresses(self, column, good, bad):
        kind = CONTRACTS["municipal"].column(column).kind
        for text in good:
            tables.check_text(kind, text)
        for text in bad:
            with pytest.raises(ValueError, match="“"):
                tables.check_text(kind, text)

    def test_a_plans_key_may_name_a_period(self):
        kind = CONTRACTS["plan"].column("nyckel").kind
        for text in ("jonkoping/phu-16", "sorab"):
            tables.check_text(kind, text)
        for text in ("a/", "/b", "../x", "a/b/c"):
            with pytest.raises(ValueError, match="can't be a key"):
                tables.check_text(kind, text)


def test_row_numbers_survive_where_rows_are_empty():
    rows = (Row(3, {"nr": "1", "åtgärder": "x"}), Row(6, {"nr": "2", "åtgärder": "y"}))
    table = Table(CONTRACTS["municipal"], ("nr", "åtgärder"), rows, "municipal.csv")
    text = tables.to_csv(table)
    assert text == "nr,åtgärder\n,\n1,x\n,\n,\n2,y\n"
    assert tables.parse(text, CONTRACTS["municipal"], "municipal.csv") == table


def test_a_value_that_is_near_an_allowed_one_is_told_so(tmp_path):
    (fault,) = faults_of(tmp_path, "namn,slag\nNämnden,nämd\n", "organisations.csv")
    assert "Nearest known: nämnd" in fault[3]
    assert "annan organisation" in fault[3]
