import unicodedata

import pytest

from kretslopp.errors import UnreadableInput
from kretslopp.extraction import extract
from kretslopp.extraction.lines import read_document


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"", "The file is empty.", None),
        (" \u00a0\n \n".encode(), "The file is empty.", None),
        (b"%PDF-1.7\n%\xe2\xe3", "The PDF is broken and can't be read.", None),
        (b"\xef\xbb\xbf%PDF-1.4\n", "The PDF is broken and can't be read.", None),
        (b"ett\ntv\x00\x01", "The file is binary, not text.", 2),
        ("Målområde".encode("utf-16"), "The file is UTF-16 text, not UTF-8.", 1),
        (
            b"ett\ntv\xe5\n",
            "The file is not UTF-8 text: byte 7 (0xE5) belongs to no UTF-8 letter.",
            2,
        ),
        ("Hej på dig\n".encode(), "No head of an action table was found.", None),
    ],
)
def test_bad_files_are_told_apart(tmp_path, content, message, line):
    path = tmp_path / "programme.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput) as error:
        extract(path)
    (fault,) = error.value.faults
    assert fault.message == message
    assert (fault.place.file, fault.place.line) == (str(path), line)
    assert fault.advice
    assert error.value.exit_code == 2


def test_wrong_encoding_says_what_to_do(tmp_path, source_text):
    path = tmp_path / "programme.txt"
    path.write_bytes(source_text.encode("latin-1", errors="replace"))
    with pytest.raises(UnreadableInput, match="save it with the encoding UTF-8"):
        extract(path)


def test_missing_file_and_directory_are_unreadable(tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"):
        extract(tmp_path / "missing.txt")
    with pytest.raises(UnreadableInput, match="can't be read"):
        extract(tmp_path)


def test_lines_are_counted_as_an_editor_counts(tmp_path):
    path = tmp_path / "programme.txt"
    path.write_bytes("ett\r\n\x0ctvå\u2028\tA\u030a\n".encode())
    lines = read_document(path).lines
    assert [(line.number, line.text.strip(), line.new_page) for line in lines] == [
        (1, "ett", False),
        (2, "två   Å", True),
        (3, "", False),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\n".join(line.rstrip() for line in text.split("\n")),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\u00a0", " "),
        lambda text: text.replace("ar", "a\u00adr").replace("o", "o\u200b"),
        lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    ],
    ids=["CRLF", "BOM", "NFD", "stripped", "only NBSP", "no NBSP", "invisible", "ligatures"],
)
def test_how_the_text_was_saved_changes_nothing(change, source_text, borlange, extract_text):
    changed = change(source_text)
    assert changed != source_text
    assert extract_text(changed) == borlange
