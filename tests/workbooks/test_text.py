import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kretslopp.workbooks.text import clean, head, unescape


@given(st.text() | st.text(alphabet="a \x01\u00ad\n–A\u030a", max_size=6))
def test_clean_text_stays_as_it_is(text):
    once = clean(text)
    assert clean(once) == once


@given(st.text())
def test_nothing_that_cannot_be_seen_is_left(text):
    assert not {c for c in clean(text) if unicodedata.category(c) in ("Cc", "Cs")}
    assert not set(clean(text)) & set("\u00a0\u202f\u2007\ufeff\u200b\u00ad")


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_letters_and_digits_are_kept(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_what_people_paste():
    assert clean(" Kost-\u00a0och\u202flokal\u00adservice \n") == "Kost- och lokalservice"
    assert clean("A\u030angstro\u0308m") == "Ångström"
    assert [clean(dash) for dash in "–—−-"] == ["-"] * 4
    assert clean("2023–2025") == "2023–2025"


def test_heads_forgive_case_and_spaces():
    assert head(" Regional  Åtgärd ") == "regional_åtgärd"
    assert head("mal") == "mal"


def test_what_excel_escapes():
    assert unescape("a_x000D_\nb") == "a\r\nb"
    assert unescape("a_x005F_x000D_b") == "a_x000D_b"
    assert unescape("a_x005F_x005F_b") == "a_x005F_b"
    assert unescape("a_x0041_b") == "a_x0041_b"
