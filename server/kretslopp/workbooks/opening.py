"""What a person gives to ``import``: a directory, CSV files or a workbook → one form."""

from pathlib import Path

from kretslopp import extras
from kretslopp.errors import DataViolation, Fault, KretsloppError, Place, UnreadableInput, WrongUse
from kretslopp.schema import CONTRACTS
from kretslopp.settings import FormLimits
from kretslopp.tables import Table
from kretslopp.workbooks.csv_files import read_csv, table_of
from kretslopp.workbooks.form import FilledForm, form_of
from kretslopp.workbooks.sheet import HELP, LISTS, Sheet

_WORKBOOKS = (".xlsx",)
_OTHER_FORMATS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
_NO_TABLES = (HELP.casefold(), LISTS.casefold())  # sheets of a workbook, saved as CSV too
_SHOWN = 3


def read_form(paths: tuple[Path, ...], limits: FormLimits) -> FilledForm:
    """Read a filled template: one directory, one workbook, or CSV files named for their tables.

    In a directory that holds both, the filled one is read. Raises
    UnreadableInput for what can't be read, WrongUse for files that don't go
    together, DataViolation where both are filled in and differ, and MissingExtra
    for a workbook where the extra ``tables`` is not installed.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return _of_directory(paths[0], limits)
    return _of_files(paths, limits)


def _of_directory(directory: Path, limits: FormLimits) -> FilledForm:
    files = [
        path
        for path in sorted(directory.iterdir())
        if path.is_file() and not path.name.startswith((".", "~$"))
    ]
    workbooks = [path for path in files if path.suffix.casefold() in _WORKBOOKS]
    csvs = tuple(
        path
        for path in files
        if path.suffix.casefold() == ".csv" and table_of(path.name) not in _NO_TABLES
    )
    if len(workbooks) > 1:
        names = ", ".join(path.name for path in workbooks)
        raise WrongUse(
            Fault(
                f"There are several workbooks: {names}.",
                Place(str(directory)),
                "Give the one that is meant.",
            )
        )
    if not workbooks and not csvs:
        other = next((path for path in files if path.suffix.casefold() in _OTHER_FORMATS), None)
        if other is not None:
            raise _other_format(other)
        raise UnreadableInput(
            Fault(
                "There is no workbook and no CSV file here.",
                Place(str(directory)),
                "“kretslopp new” writes a template to fill in.",
            )
        )
    forms = [_of_files(tuple(group), limits) for group in (csvs, workbooks) if group]
    return forms[0] if len(forms) == 1 else _the_filled_one(*forms)


def _of_files(paths: tuple[Path, ...], limits: FormLimits) -> FilledForm:
    suffixes = {path.suffix.casefold() for path in paths}
    if len(paths) == 1 and suffixes <= set(_WORKBOOKS):
        with extras.needed("tables", "Reading a workbook"):
            from kretslopp.workbooks.workbook_files import read_workbook
        return form_of(str(paths[0]), read_workbook(paths[0], limits))
    if suffixes != {".csv"}:
        for path in paths:
            if path.suffix.casefold() in _OTHER_FORMATS:
                raise _other_format(path)
        raise WrongUse(
            Fault(
                "Give one directory, one workbook (.xlsx), or CSV files.",
                Place(", ".join(map(str, paths))),
                f"The CSV files are named for the tables: {', '.join(CONTRACTS)}.",
            )
        )
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            sheets.append(read_csv(path, limits))
        except KretsloppError as error:
            faults += error.faults
    if faults:
        raise UnreadableInput(*faults)
    names = [sheet.contract.name for sheet in sheets]
    for sheet in sheets:
        if names.count(sheet.contract.name) > 1:
            raise WrongUse(
                Fault(f"The table {sheet.contract.name} is given twice.", Place(sheet.file))
            )
    source = str(paths[0]) if len(paths) == 1 else str(paths[0].parent)
    return form_of(source, sheets)


def _other_format(path: Path) -> UnreadableInput:
    return UnreadableInput(
        Fault(
            f"Files of the kind {path.suffix} are not read.",
            Place(str(path)),
            "Save it as an Excel workbook (.xlsx), or each table as CSV UTF-8.",
        )
    )


def _the_filled_one(csvs: FilledForm, workbook: FilledForm) -> FilledForm:
    if not workbook.is_filled:
        return csvs
    if not csvs.is_filled:
        return workbook
    differences = _differences(csvs, workbook)
    if differences:
        raise DataViolation(
            Fault(
                "The CSV files and the workbook are both filled in, and differ.",
                Place(csvs.source),
                "Remove those that are not meant, or give the ones that are.",
            ),
            *differences[:_SHOWN],
        )
    return workbook


def _differences(csvs: FilledForm, workbook: FilledForm) -> list[Fault]:
    differences = []
    for name in CONTRACTS:
        one, other = csvs.tables.get(name), workbook.tables.get(name)
        if one is None or other is None:
            if one is not other:
                where = workbook.source if one is None else csvs.source
                differences.append(Fault(f"Only here the table {name} has rows.", Place(where)))
        else:
            differences += _table_differences(one, other, csvs, workbook)
    return differences


def _table_differences(
    one: Table, other: Table, csvs: FilledForm, workbook: FilledForm
) -> list[Fault]:
    differences = [
        Fault(
            f"Only here the table {one.contract.name} has the column {name}.",
            Place((csvs if name in one.columns else workbook).sheets[one.contract.name].file),
        )
        for name in sorted(set(one.columns) ^ set(other.columns))
    ]
    mine = {(row.number, name): row[name] for row in one.rows for name in one.columns}
    theirs = {(row.number, name): row[name] for row in other.rows for name in other.columns}
    for number, column in sorted(mine.keys() | theirs.keys()):
        a, b = mine.get((number, column), ""), theirs.get((number, column), "")
        if a != b:
            place = workbook.locate(Place(other.file, row=number, column=column))
            differences.append(Fault(f"The workbook says “{b}”, the CSV file “{a}”.", place))
    return differences
