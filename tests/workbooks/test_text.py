from kretslopp.workbooks.text import head, unescape


def test_heads_forgive_case_and_spaces():
    assert head(" Regional  Åtgärd ") == "regional_åtgärd"
    assert head("\ufeffRegional\u00a0åt\u00adgärd") == "regional_åtgärd"
    assert head("mal") == "mal"


def test_what_excel_escapes():
    assert unescape("a_x000D_\nb") == "a\r\nb"
    assert unescape("a_x005F_x000D_b") == "a_x000D_b"
    assert unescape("a_x005F_x005F_b") == "a_x005F_b"
    assert unescape("a_x0041_b") == "a_x0041_b"
