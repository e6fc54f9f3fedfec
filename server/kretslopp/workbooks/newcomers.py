"""Municipalities that the register lacks: near names, and the rows that an import adds."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kretslopp import addresses
from kretslopp.building import BuildContext
from kretslopp.curation import WHEN, WHO, WHY, CurationRow
from kretslopp.errors import DataViolation, Fault, Place
from kretslopp.mapping.programme import names_of_municipalities
from kretslopp.mapping.registers import Registers, municipality_names
from kretslopp.tables import EMPTY, nearest
from kretslopp.workbooks.form import FilledForm

REGISTER = Path("curation/registers/municipalities.csv")
_COLUMNS = ("adress", "namn", "alias", "län", "region", WHO, WHEN, WHY)


@dataclass(frozen=True)
class Introduction:
    """Who says that a municipality is one, when, and the county it lies in."""

    who: str
    when: date
    county: str


def unknown(form: FilledForm, registers: Registers) -> tuple[str, ...]:
    """Return the municipalities of a form's plan that the register lacks."""
    plan = form.tables.get("plan")
    if plan is None or len(plan.rows) != 1:
        return ()
    names = names_of_municipalities(plan.rows[0])
    return tuple(name for name in names if registers.municipality(name) is None)


def known_names(registers: Registers) -> list[str]:
    """Return every name that a municipality of the register goes by."""
    return [name for row in registers.municipalities for name in municipality_names(row)]


def introduce(
    context: BuildContext, form: FilledForm, introduction: Introduction
) -> tuple[BuildContext, tuple[CurationRow, ...]]:
    """Return the context with the municipalities of a form's plan in its register, and their rows.

    Raises DataViolation where a municipality of the register has the same address.
    """
    names = unknown(form, context.registers)
    if not names:
        return context, ()
    row = form.tables["plan"].rows[0]
    place = Place(str(context.data / REGISTER), row=len(context.registers.municipalities) + 2)
    rows = tuple(_entry(name, row["region"], introduction, form, place) for name in names)
    taken = {entry["adress"]: entry["namn"] for entry in context.registers.municipalities}
    faults = [
        Fault(
            f"The address “{entry['adress']}” of {entry['namn']} is that of "
            f"{taken[entry['adress']]} already.",
            form.locate(form.tables["plan"].place(row, "kommun")),
            f"Add {entry['namn']} to data/{REGISTER} with an address of its own.",
        )
        for entry in rows
        if entry["adress"] in taken
    ]
    if faults:
        raise DataViolation(*faults)
    municipalities = (*context.registers.municipalities, *rows)
    registers = replace(context.registers, municipalities=municipalities)
    return replace(context, registers=registers), rows


def _entry(
    name: str, region: str, introduction: Introduction, form: FilledForm, place: Place
) -> CurationRow:
    cells = {
        "adress": addresses.slug(name),
        "namn": name,
        "alias": "",
        "län": introduction.county,
        "region": "" if region in EMPTY else region,
        WHO: introduction.who,
        WHEN: introduction.when.isoformat(),
        WHY: f"Kommunens åtgärdsprogram togs in ur {Path(form.source).name}",
    }
    return CurationRow(cells, place)


def extended(text: str, rows: tuple[CurationRow, ...]) -> str:
    """Return the text of the register's CSV file with rows added at its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[name] for name in _COLUMNS] for row in rows)
    return f"{text.rstrip()}\n{out.getvalue()}"


def faults_of_unknown(form: FilledForm, registers: Registers) -> list[Fault]:
    """Return a fault for each municipality of a form's plan that the register lacks."""
    return [
        Fault(
            f"“{name}” is not a municipality of the register.",
            form.locate(form.tables["plan"].place(form.tables["plan"].rows[0], "kommun")),
            f"{nearest(name, known_names(registers))} If the name is right, import with --county, "
            f"--who and --when: the municipality is then added to data/{REGISTER}.".strip(),
        )
        for name in unknown(form, registers)
    ]
