"""The table contract: what is extracted and what a civil servant fills in.

One CSV a table, UTF-8, the first row is the head in Swedish lower case; rows
are counted as a spreadsheet shows them, so the first row of data is row 2. A
column that the document lacks is missing from its table ("not stated"); an
empty cell or ``-`` is a cell that was read and says nothing ("not marked").
"""

from kretslopp.tables.check import check, nearest
from kretslopp.tables.contract import (
    CONTRACTS,
    FOOTNOTES,
    GOALS,
    MUNICIPAL,
    ORGANISATIONS,
    PLAN,
    REGIONAL,
    STATUS,
    TARGETS,
    Column,
    Contract,
    Kind,
)
from kretslopp.tables.files import contract_of, parse, read, to_csv
from kretslopp.tables.table import Row, Table, uncertain_columns
from kretslopp.tables.values import (
    EMPTY,
    MARK,
    Quantity,
    Years,
    parse_codes,
    parse_date,
    parse_mark,
    parse_period,
    parse_quantity,
    parse_year,
    parse_years,
)

__all__ = [
    "CONTRACTS",
    "EMPTY",
    "FOOTNOTES",
    "GOALS",
    "MARK",
    "MUNICIPAL",
    "ORGANISATIONS",
    "PLAN",
    "REGIONAL",
    "STATUS",
    "TARGETS",
    "Column",
    "Contract",
    "Kind",
    "Quantity",
    "Row",
    "Table",
    "Years",
    "check",
    "contract_of",
    "nearest",
    "parse",
    "parse_codes",
    "parse_date",
    "parse_mark",
    "parse_period",
    "parse_quantity",
    "parse_year",
    "parse_years",
    "read",
    "to_csv",
    "uncertain_columns",
]
