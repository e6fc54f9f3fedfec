from dataclasses import replace

from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table
from kretslopp.workbooks.changes import changes


def table(name, *rows):
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    return Table(
        CONTRACTS[name],
        columns,
        tuple(Row(number, row) for number, row in enumerate(rows, start=2)),
        f"{name}.csv",
    )


def words(before, after):
    return list(changes({t.contract.name: t for t in before}, {t.contract.name: t for t in after}))


def test_rows_by_their_code():
    before = table(
        "municipal", *({"nr": str(n), "åtgärder": f"Å{n}", "år": "2026"} for n in (5, 13))
    )
    after = table(
        "municipal",
        {"nr": "24", "åtgärder": "Ny", "år": ""},
        {"nr": "13", "åtgärder": "Å13", "år": "2027"},
    )
    assert words([before], [after]) == ["K24 is new", "K13: år 2026 → 2027", "K5 is gone"]
    assert words([before], [before]) == []


def test_emptied_cells_and_columns():
    before = table("regional", {"nr": "R1", "åtgärder": "x", "lagkrav": "X", "källa": ""})
    after = table("regional", {"nr": "R1", "åtgärder": "y"})
    assert words([before], [after]) == [
        "regional: the column lagkrav is gone",
        "R1: åtgärder x → y, lagkrav X → (empty)",
    ]


def test_tables_and_rows_without_a_code():
    goals = table("goals", {"mål": "1", "text": "a"})
    values = table(
        "targets",
        {"mål": "1", "år": "2030", "värde": "3", "typ": "målvärde"},
        {"mål": "1", "år": "2030", "värde": "4", "typ": "målvärde"},
    )
    other = replace(values, rows=(values.rows[0], Row(3, {**values.rows[1].cells, "värde": "5"})))
    assert words([values], [goals, other]) == [
        "goals: the table is new, 1 row",
        "targets 1 2030 målvärde (2): värde 4 → 5",
    ]
    assert words([goals, values], [values]) == ["goals: the table is gone, 1 row"]
    plan = table("plan", {"kommun": "Falun", "titel": "A"})
    assert words([plan], [table("plan", {"kommun": "Falun", "titel": "B"})]) == [
        "plan: titel A → B"
    ]
