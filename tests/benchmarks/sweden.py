"""A synthetic Sweden: as many municipalities as wanted, through our own tables and mapping.

Every name and address says that it is synthetic. The same number of
municipalities gives the same bytes every time, and the first of a larger
Sweden are those of a smaller one.
"""

import csv
import shutil
from pathlib import Path

from kretslopp import artefacts
from kretslopp.schema import CONTRACTS

MUNICIPALITIES = 290
PER_REGION = 14
PERIOD, PLAN_PERIOD = "2023-2026", "2023-2030"
GOALS, REGIONAL, MUNICIPAL = 4, 4, 6
WHO = ("Syntetisk", "2026-11-24", "Påhittad för mätningar")
THEMES = ("household-waste", "residual-waste", "food-waste", "littering")
TASKS = (
    "Mät restavfallet",
    "Sortera matavfallet",
    "Minska matsvinnet i skolan",
    "Samla in förpackningar",
    "Städa populära platser",
    "Ställ krav vid upphandling",
)


def write(data: Path, municipalities: int = MUNICIPALITIES) -> Path:
    """Write a data directory with this many synthetic municipalities, and return it."""
    real = artefacts.data()
    shutil.copytree(real / "curation" / "registers", data / "curation" / "registers")
    interpretation = data / "curation" / "interpretation"
    interpretation.mkdir(parents=True)
    for path in (real / "curation" / "interpretation").glob("*.csv"):
        shutil.copy(path, interpretation / path.name)
    numbers = range(1, municipalities + 1)
    _append_registers(data / "curation" / "registers", numbers)
    for number in numbers:
        _write_programme(data, number)
    return data


def slug(number: int) -> str:
    """Return the slug of a synthetic municipality."""
    return f"syntetstad-{number:03}"


def name(number: int) -> str:
    """Return the name of a synthetic municipality."""
    return f"Syntetstad {number:03}"


def region(number: int) -> str:
    """Return the name of the waste region that a synthetic municipality lies in."""
    return f"Syntetland {(number - 1) // PER_REGION + 1:02}"


def _append_registers(registers: Path, numbers: range) -> None:
    regions = sorted({region(number) for number in numbers})
    rows = {
        "municipalities": [
            (slug(n), name(n), "", "", f"{region(n)} län", "", region(n), "", *WHO)
            for n in numbers
        ],
        "organisations": [
            (f"{text.lower().replace(' ', '-')}/grupp", f"Temagrupp {text}", "temagrupp", "",
             text.lower().replace(" ", "-"), "", "", *WHO)
            for text in regions
        ],
        "population": [(slug(n), "2024", 5_000 + 97 * n, "Syntetisk", *WHO) for n in numbers],
    }  # fmt: skip
    for register, lines in rows.items():
        with (registers / f"{register}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)


def _write_programme(data: Path, number: int) -> None:
    directory = data / "tables" / slug(number) / PERIOD
    directory.mkdir(parents=True)
    for table, rows in _tables(number).items():
        columns = [c.name for c in CONTRACTS[table].columns if any(c.name in row for row in rows)]
        with (directory / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    links = data / "curation" / "interpretation" / slug(number) / PERIOD / "links.csv"
    links.parent.mkdir(parents=True)
    with links.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sak", "egenskap", "värde", "läge", "vem", "när", "varför"])
        for goal in range(1, GOALS + 1):
            thing = f"goal/{slug(number)}/{PLAN_PERIOD}/{goal}"
            theme = f"goal-theme/{THEMES[goal - 1]}"
            writer.writerow([thing, "målteman", theme, "godtagen", *WHO])


def _tables(number: int) -> dict[str, list[dict[str, object]]]:
    town = name(number)
    return {
        "plan": [{"kommun": town, "planperiod": PLAN_PERIOD, "programperiod": PERIOD,
                  "källa": "syntetisk"}],
        "goals": [{"mål": g, "text": f"Syntetiskt mål {g}", "enhet": "kg/person"}
                  for g in range(1, GOALS + 1)],
        "targets": [
            {"mål": g, "år": year, "värde": 400 + number - 10 * g - step, "enhet": "kg/person",
             "typ": kind}
            for g in range(1, GOALS + 1)
            for year, kind, step in ((2022, "basvärde", 0), (2030, "målvärde", 50))
        ],
        "regional": [
            {"nr": n, "målområde": "Matsvinn", "åtgärder": f"Syntetisk regional åtgärd {n}",
             "mål": (number + n) % GOALS + 1, "år": "2023-2024",
             "ansvar_regionalt": f"Temagrupp {region(number)}", "medverkande": "Avfallsbolaget",
             "lagkrav": "X" if (number + n) % 3 == 0 else ""}
            for n in range(1, REGIONAL + 1)
        ],
        "municipal": [
            {"nr": n, "målområde": "Kommunens verksamhet", "åtgärder": f"{task} i {town}",
             "rekommenderas": "X" if n % 2 else "", "mål": (number + n) % GOALS + 1,
             "regional_åtgärd": n if n <= REGIONAL else "-", "år": 2023 + (number + n) % 4,
             "ansvar": "Avfallsbolaget" if n % 3 else "Avfallsnämnden",
             "lagkrav": "X" if (number * n) % 5 == 0 else ""}
            for n, task in enumerate(TASKS[:MUNICIPAL], start=1)
        ],
        "organisations": [
            {"namn": "Avfallsbolaget", "slag": "kommunalt bolag"},
            {"namn": "Avfallsnämnden", "slag": "nämnd"},
        ],
    }  # fmt: skip
