"""The constraints are part of ``kretslopp validate``."""

import csv
import shutil
from pathlib import Path

import pytest

from kretslopp import artefacts

FALUN = "tables/falun/2023-2026"


def add_area_column(path: Path, extra: dict[str, str]) -> int:
    """Give a table the column område, empty but for one more row, and return that row's number."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = ["mål", "område", *(head for head in rows[0] if head != "mål")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*({"område": "", **row} for row in rows), {**rows[0], **extra}])
    return len(rows) + 2


@pytest.mark.slow
def test_a_value_that_two_rows_give_is_found_in_both(data, kretslopp):
    """A municipality's own plan: an empty område and the municipality are the same area."""
    shutil.copytree(artefacts.data() / FALUN, data / FALUN)
    number = add_area_column(data / FALUN / "targets.csv", {"område": "Falun"})
    result = kretslopp("validate", "--data", data, "--lang", "sv")
    assert result.exit_code == 1
    for row in (2, number):
        assert f"{FALUN}/targets.csv, rad {row}: " in result.output
    assert result.output.count("Två rader ger samma värde") == 2
    assert "Sammanlagt: 2 fel," in result.output
