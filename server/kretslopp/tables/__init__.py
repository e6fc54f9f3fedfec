"""Tables by the contract: rows of cells, read, checked and written.

One CSV a table, UTF-8, the first row is the head in Swedish lower case; rows
are counted as a spreadsheet shows them, so the first row of data is row 2. A
column that the document lacks is missing from its table ("not stated"); an
empty cell or ``-`` is a cell that was read and says nothing ("not marked").
"""

from kretslopp.tables.check import check, nearest, nearest_municipality
from kretslopp.tables.files import contract_of, parse, read_table, to_csv
from kretslopp.tables.kinds import check_read, check_text, kept
from kretslopp.tables.table import (
    Row,
    Table,
    is_partial,
    reworded_columns,
    uncertain_columns,
)
from kretslopp.tables.times import Time, parse_time
from kretslopp.tables.values import (
    EMPTY,
    MARK,
    Quantity,
    Years,
    parse_code,
    parse_codes,
    parse_date,
    parse_mark,
    parse_period,
    parse_quantity,
    parse_year,
    parse_years,
)

__all__ = [
    "EMPTY",
    "MARK",
    "Quantity",
    "Row",
    "Table",
    "Time",
    "Years",
    "check",
    "check_read",
    "check_text",
    "contract_of",
    "is_partial",
    "kept",
    "nearest",
    "nearest_municipality",
    "parse",
    "parse_code",
    "parse_codes",
    "parse_date",
    "parse_mark",
    "parse_period",
    "parse_quantity",
    "parse_time",
    "parse_year",
    "parse_years",
    "read_table",
    "reworded_columns",
    "to_csv",
    "uncertain_columns",
]
