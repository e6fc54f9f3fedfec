import pytest

from kretslopp.mapping.titles import title, without_marks


@pytest.mark.parametrize(
    ("cell", "footnotes", "expected"),
    [
        ("Säkerställ och informera alla kommunala verksamheter om källsortering. *", (),
         "Säkerställ och informera alla kommunala verksamheter om källsortering."),
        ("* Sortera", (), "Sortera"),
        ("Införa insamling av kommunplast2 till materialåtervinning på ÅVC.", ("2",),
         "Införa insamling av kommunplast till materialåtervinning på ÅVC."),
        ("Införa insamling av sällanförpackningar3 3på ÅVC.", ("3",),
         "Införa insamling av sällanförpackningar på ÅVC."),
        ("åtgärd R2 och kommunplast2 2030", ("2",), "åtgärd R2 och kommunplast 2030"),
        ("deponier 2023 – 2030", ("2", "3"), "deponier 2023 – 2030"),
        ("plast22 och plast2", ("2",), "plast22 och plast"),
        ("kommunplast2", (), "kommunplast2"),
    ],
)  # fmt: skip
def test_a_title_is_the_cell_without_its_marks(cell, footnotes, expected):
    assert title(cell, footnotes) == expected


def test_a_name_loses_its_mark_too():
    assert without_marks("Temagrupp ByggEkot1", ("1",)) == "Temagrupp ByggEkot"
