"""The tables of a template as they are to be filled in: heads, and the plan's given cells."""

from kretslopp.schema import CONTRACTS, Contract
from kretslopp.tables import Row, Table
from kretslopp.workbooks.form import GIVEN

# The lines of a document's text: only an extraction knows them.
_NOT_ASKED = ("rader",)


def blank(municipality: str, region: str, period: str) -> dict[str, Table]:
    """Return every table with all its heads, and of the plan whose it is and which years."""
    tables = {contract.name: _empty(contract) for contract in CONTRACTS.values()}
    given = dict(zip(GIVEN, (municipality, region, period), strict=True))
    plan = tables["plan"]
    row = Row(2, {name: given.get(name, "") for name in plan.columns})
    return {**tables, "plan": Table(plan.contract, plan.columns, (row,), plan.file)}


def completed(tables: dict[str, Table]) -> dict[str, Table]:
    """Return all tables in the contract's order: those that are given, the others empty."""
    return {name: tables.get(name) or _empty(contract) for name, contract in CONTRACTS.items()}


def _empty(contract: Contract) -> Table:
    columns = tuple(column.name for column in contract.columns if column.name not in _NOT_ASKED)
    return Table(contract, columns, (), f"{contract.name}.csv")
