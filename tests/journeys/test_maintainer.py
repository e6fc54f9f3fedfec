"""A maintainer: a correction, the build that follows, and a mistake that harms nothing."""

import pytest

from kretslopp import dataset
from kretslopp.engine import open_dataset

CORRECTIONS = "curation/corrections/borlange/2023-2026.csv"
K14 = "<https://w3id.org/kretslopp/id/action/borlange/2023-2026/K14>"
END = f"SELECT ?y {{ {K14} <https://w3id.org/kretslopp/def#endYear> ?y }}"


def end_year(project):
    ((year,),) = open_dataset(dataset.current(project.out)).select(END).rows
    return int(year)


@pytest.mark.slow
def test_a_correction_and_its_trace(kretslopp, project):
    with (project.data / CORRECTIONS).open("a", encoding="utf-8") as file:
        file.write("municipal,14,år,2024-2026,2024-2025,Eva,2026-11-24,Beslut den 3 mars\n")
    for table in (project.data / "tables" / "borlange" / "2023-2026").iterdir():
        table.unlink()
    result = kretslopp("build", "--data", project.data, "-o", project.out)
    assert result.exit_code == 0, result.output
    assert "data/curation/corrections/borlange/2023-2026.csv changed" in result.stderr
    assert end_year(project) == 2025
    cell = "<https://w3id.org/kretslopp/id/record/borlange/2023-2026/municipal/K14/ar>"
    asked = f"SELECT ?p ?o WHERE {{ {cell} ?p ?o }}"
    trace = kretslopp("query", "-", "--dataset", project.out, stdin=asked).stdout
    for word in ("2024-2026", "2024-2025", "Beslut den 3 mars", "agent/eva"):
        assert word in trace


def test_a_mistake_is_told_and_the_old_answers_stay(kretslopp, project):
    before = end_year(project)
    project.edit("tables/borlange/2023-2026/municipal.csv", ",2024-2026,", ",2024-2206,")
    result = kretslopp("build", "--data", project.data, "-o", project.out)
    assert result.exit_code == 1
    assert "municipal.csv, row 8, column år" in result.stderr
    assert end_year(project) == before
