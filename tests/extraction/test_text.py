import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.text import fold, joined, leading_numbers, without_marks, words


def lines(*texts: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(number, text, len(text)) for number, text in enumerate(texts, start=1))


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        (("Borlänge kommun Kost-  ", "och lokalservice"), "Borlänge kommun Kost- och lokalservice"),
        (("2023- ", "2024   "), "2023-2024"),
        (("Malung- ", "Sälens kommun"), "Malung-Sälens kommun"),
        (("- ", "2024"), "- 2024"),
        (("deponier 2023 –", "2030"), "deponier 2023 – 2030"),
    ],
)
def test_lines_are_joined_as_they_are_read(broken, text):
    assert joined(words(lines(*broken))) == text


@given(st.lists(st.text("abcåäö XR27,.*", max_size=12), max_size=5))
def test_joining_is_folding_where_no_hyphen_ends_a_line(texts):
    assert joined(words(lines(*texts))) == fold(" ".join(texts))


@pytest.mark.parametrize(
    ("text", "codes", "years", "rest"),
    [
        ("7  2024 DalaVA", ("7",), "2024", "DalaVA"),
        ("4,5  10,11,12  2023-2024 Borlänge", ("4,5", "10,11,12"), "2023-2024", "Borlänge"),
        ("- - 2024-2026 Borlänge", ("-", "-"), "2024-2026", "Borlänge"),
        ("4, 5 2 2025- Hushagen", ("4, 5", "2"), "2025-", "Hushagen"),
        ("1.1  -2025 Hushagen", ("1.1",), "-2025", "Hushagen"),
        ("4,5  2023 – 2024 Hushagen", ("4,5",), "2023 – 2024", "Hushagen"),
        ("2024 DalaVA", (), "2024", "DalaVA"),
        ("Temagrupp", (), "", "Temagrupp"),
        ("4,5", ("4,5",), "", ""),
    ],
)
def test_numbers_at_the_beginning(text, codes, years, rest):
    found = leading_numbers(words(lines(text)))
    assert (found.codes, found.years, joined(found.rest)) == (codes, years, rest)


def test_numbers_go_on_over_lines():
    found = leading_numbers(words(lines("10,11,", "12  2023-", "2024", "Temagrupp")))
    assert (found.codes, found.years) == (("10,11, 12",), "2023-2024")
    assert joined(found.rest) == "Temagrupp"


def test_marks_are_taken_from_the_ends_of_words():
    assert without_marks("Temagrupp ByggEkot1 2024") == "Temagrupp ByggEkot 2024"
