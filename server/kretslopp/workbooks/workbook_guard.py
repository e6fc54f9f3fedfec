"""A look at a workbook before it is opened: nothing in it may swell, or point elsewhere.

An XLSX file is a ZIP archive of XML parts (ECMA-376). A few bytes can unpack to
gigabytes, declare entities, or merge every cell of a sheet.
"""

import re
import zipfile
from pathlib import Path
from xml.parsers import expat

from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.settings import FormLimits

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also what Excel makes of a workbook with a password
_STRICT = "http://purl.oclc.org/ooxml/"  # the namespaces of ISO/IEC 29500-1
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\Z")


class _Refused(Exception):
    """What a part of the workbook holds that it may not hold."""


def check_workbook(path: Path, limits: FormLimits) -> None:
    """Look at every part of a workbook without keeping it.

    Raises UnreadableInput for what is no XLSX file or a Strict one, unpacks to more
    than ``max_bytes``, has a document type declaration, or merges more cells than a
    sheet may have.
    """
    try:
        _check(path, limits)
    except _Refused as refused:
        raise UnreadableInput(Fault(str(refused), Place(str(path)), _advice(path))) from refused
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror or error}.", Place(str(path)))
        ) from error
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError, EOFError) as e:
        raise UnreadableInput(
            Fault(f"The file is not a workbook: {e}.", Place(str(path)), _advice(path))
        ) from e


def _advice(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(4) == _OLD_EXCEL:
            return "It is in Excel's old format or has a password: save it as .xlsx without one."
    return "Save it in Excel as “Excel workbook (.xlsx)”, and not as another kind."


def _check(path: Path, limits: FormLimits) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        # zipfile reads no more of a part than it declares here.
        size = sum(part.file_size for part in parts)
        if size > limits.max_bytes:
            raise _Refused(
                f"The workbook unpacks to {size} bytes; at most {limits.max_bytes} are read."
            )
        for part in parts:
            if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                _check_part(archive.read(part), limits)


def _check_part(body: bytes, limits: FormLimits) -> None:
    merged = 0

    def refuse_document_type(*_: object) -> None:
        raise _Refused("The workbook declares a document type, which no spreadsheet needs.")

    def look_at(name: str, attributes: dict[str, str]) -> None:
        nonlocal merged
        if any(value.startswith(_STRICT) for value in attributes.values()):
            raise _Refused("The workbook is in the format Strict Open XML, which is not read.")
        if name.rpartition(":")[2] == "mergeCell":
            merged += _cells_in(attributes.get("ref", ""))
        if merged > limits.max_rows * limits.max_columns:
            raise _Refused("The workbook merges more cells than a sheet may have.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = look_at
    parser.Parse(body, True)


def _cells_in(reference: str) -> int:
    match = _RANGE.match(reference)
    if not match:
        return 1
    columns = abs(_number(match[3]) - _number(match[1])) + 1
    return columns * (abs(int(match[4]) - int(match[2])) + 1)


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
