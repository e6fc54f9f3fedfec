"""The workbook of a programme: written, filled in by people, read back and imported.

::

    blank        which tables and cells a new template has
    workbook_writing, lists     tables → XLSX with help and drop-down lists
    csv_files, workbook_files, workbook_guard   a person's file → sheet: cells as found
    text, cells, codes, form     sheet → tables, whatever the spreadsheet made of the cells
    opening      directory, CSV files or workbook → form
    examining, usable, footnotes     form → every fault, as ``build`` would find it
    changes, importing     form → ``data/tables/``: all of it or nothing
"""

from kretslopp.workbooks.blank import blank, completed
from kretslopp.workbooks.form import FilledForm
from kretslopp.workbooks.importing import Import, carry_out, prepare
from kretslopp.workbooks.lists import Lists, of_graph, of_registers
from kretslopp.workbooks.opening import read_form
from kretslopp.workbooks.row_workbook import row_workbook
from kretslopp.workbooks.workbook_writing import workbook

__all__ = [
    "FilledForm",
    "Import",
    "Lists",
    "blank",
    "carry_out",
    "completed",
    "of_graph",
    "of_registers",
    "prepare",
    "read_form",
    "row_workbook",
    "workbook",
]
