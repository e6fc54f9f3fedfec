"""Tables as pandas data frames, with nullable types: what is missing is ``<NA>``.

pandas takes half a second to load: only who wants a data frame waits for it.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kretslopp import extras
from kretslopp.comparison.descriptor import Descriptor
from kretslopp.comparison.table import Row
from kretslopp.schema import Variable

if TYPE_CHECKING:
    import pandas as pd

    Explained = (
        pd.DataFrame | pd.Series[Any] | Mapping[Any, object] | Iterable[Mapping[Any, object]]
    )


def frame(types: Mapping[str, str], rows: Iterable[Row]) -> "pd.DataFrame":
    """Return rows as a data frame, its columns in the order of ``types`` and of these types.

    Raises MissingExtra where the extra ``research`` is not installed.
    """
    with extras.needed("research", "A data frame"):
        import pandas as pd

    cells = [[row[name] for name in types] for row in rows]
    return pd.DataFrame(cells, columns=list(types), dtype=object).astype(dict(types))


def records(rows: "Explained") -> list[dict[str, object]]:
    """Return the rows of a data frame, one row of it, or mappings, as mappings.

    Raises MissingExtra as ``frame`` does.
    """
    with extras.needed("research", "A data frame"):
        import pandas as pd

    if isinstance(rows, pd.Series):
        rows = [rows.to_dict()]
    elif isinstance(rows, pd.DataFrame):
        rows = rows.to_dict("records")
    listed = [rows] if isinstance(rows, Mapping) else rows
    return [{str(name): value for name, value in row.items()} for row in listed]


def types(columns: Iterable[Variable]) -> dict[str, str]:
    """Return the type of each of these columns, by its name."""
    return {column.name: column.pandas_type for column in columns}


def columns_frame(descriptor: Descriptor) -> "pd.DataFrame":
    """Return what the columns of a comparison are: name, type, unit, and meaning in English."""
    return frame(
        dict.fromkeys(("column", "type", "unit", "meaning"), "string"),
        [
            {
                "column": column.name,
                "type": column.pandas_type,
                "unit": column.unit,
                "meaning": column.about["en"],
            }
            for column in descriptor.columns
        ],
    )
