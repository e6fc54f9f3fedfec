"""A column that is added to the schema and to the ontology alone is everywhere.

In a copy of the project the table municipal has a further column, volym, and its property
kl:volume. No Python is touched: it is found through the doors that people use.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from conftest import BORLANGE, copy_of_borlange
from kretslopp import artefacts

pytestmark = pytest.mark.slow

ROOT = artefacts.ontology().parent
COMMAND = [sys.executable, "-c", "from kretslopp.cli import main; main()"]
K3 = "klid:action/borlange/2023-2026/K3"
COST = "120 000 kronor om året"
PAGE = """
from pathlib import Path
from kretslopp.publication.release import open_release
from kretslopp.web import create_app
release = open_release(Path("build/dataset"))
app = create_app(release.engine, {}, release=release)
for language in ("sv", "en"):
    print(app.test_client().get(f"/{language}/doc/action/borlange/2023-2026/K3").text)
"""
IN_TABLES = """
[column."municipal.volym"]
kind = "text"
heads = ["volym"]
says = [{ property = "kl:volume", of = ["municipal-action"], value = "text" }]
label.en = "volume"
about.sv = "Vad åtgärden omfattar, som det är tryckt."
about.en = "What the action comprises, as printed."
example = "120 000 kr"
"""
IN_CODEBOOK = """
[column.volume]
type = "string"
unit = "as printed"
language = "sv"
property = "kl:volume"
label.sv = "Volym"
label.en = "Volume"
about.sv = "Vad åtgärden omfattar, som det är tryckt."
about.en = "What the action comprises, as printed."
"""
IN_ONTOLOGY = """
kl:volume a owl:DatatypeProperty ;
    rdfs:label "volym"@sv , "volume"@en ;
    skos:definition "Vad en åtgärd omfattar."@sv , "What an action comprises."@en ;
    skos:example "120 000 kr"@sv , "SEK 120,000"@en ;
    rdfs:domain kl:MunicipalAction ;
    vs:term_status "testing" ;
    rdfs:isDefinedBy <https://w3id.org/kretslopp/def> .
"""
IN_SHAPES = """
klsh:MunicipalActionShape sh:property klsh:MunicipalActionShape-volume .
klsh:MunicipalActionShape-volume a sh:PropertyShape ;
    sh:path kl:volume ;
    sh:maxLength 15 ;
    sh:severity sh:Warning ;
    sh:name "volym"@sv, "volume"@en ;
    sh:message "Volymen är lång."@sv, "The volume is long."@en .
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


class Copy:
    """The project in a directory of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(self.home / "server")},
            capture_output=True,
            text=True,
            check=False,
        )

    def kretslopp(self, *arguments: str, code: int = 0) -> str:
        result = self.run(*COMMAND, *arguments)
        assert result.returncode == code, result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A project with the column; the cell of K3 in it is filled in, imported and built."""
    home = tmp_path_factory.mktemp("copy")
    for name in ("server", "ontology", "shapes", "queries"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", home)
    copy_of_borlange(home / "data")
    package = home / "server" / "kretslopp"
    edit(
        package / "schema/tables.toml",
        '"rekommenderas", "mål"',
        '"rekommenderas", "volym", "mål"',
    )
    append(package / "schema/tables.toml", IN_TABLES)
    append(package / "schema/codebook.toml", IN_CODEBOOK)
    tidy = package / "publication/dumps/tables/tables.toml"
    edit(tidy, '"recommended_for_all",', '"recommended_for_all", "volume",')
    append(home / "ontology/kretslopp.ttl", IN_ONTOLOGY)
    append(home / "shapes/municipal-action.ttl", IN_SHAPES)
    made = Copy(home)
    made.kretslopp("new", "Borlänge", "2027-2030", "-o", "form")
    shutil.copytree(home / "data/tables" / BORLANGE, home / "filled")
    table = home / "filled/municipal.csv"
    head, *rows = csv.reader(table.read_text("utf-8").splitlines())
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[*head, "volym"], *([*row, COST if row[0] == "3" else ""] for row in rows)]
        )
    made.imported = made.kretslopp("import", "filled")
    made.kretslopp("build")
    return made


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_the_workbook_has_a_column_for_it(copy):
    (file,) = (copy.home / "form").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    assert "volym" in [cell.value for cell in book["municipal"][1]]
    texts = {cell.value for row in book["Hjälp"].iter_rows() for cell in row}
    assert "Vad åtgärden omfattar, som det är tryckt." in texts


def test_the_import_takes_it_in(copy):
    assert f"K3: volym (empty) → {COST}" in copy.imported
    (row,) = (row for row in rows_of(copy.home / "data/tables" / BORLANGE / "municipal.csv")
              if row["nr"] == "3")  # fmt: skip
    assert row["volym"] == COST


def test_the_graph_says_it_and_the_record_keeps_it(copy):
    said = (copy.home / "data/graph/source" / f"{BORLANGE}.ttl").read_text("utf-8")
    assert f'kl:volume "{COST}"@sv' in said
    kept = (copy.home / "data/graph/provenance" / f"{BORLANGE}.ttl").read_text("utf-8")
    assert 'kl:columnHead "volym"' in kept


def test_the_page_of_the_thing_shows_it_in_both_languages(copy):
    swedish, english = copy.run(sys.executable, "-c", PAGE).stdout.split("</html>")[:2]
    assert COST in swedish
    assert COST in english
    assert "volym" in swedish
    assert "volume" in english


def test_why_leads_to_its_cell(copy):
    told = copy.kretslopp("why", K3, "kl:volume", f'"{COST}"@sv', "--lang", "en")
    for part in (COST, "volym", "row 4"):
        assert part in told


def test_the_export_writes_it(copy):
    copy.kretslopp("export", "borlange", "2023-2026", "-o", "exported")
    exported = {row["nr"]: row["volym"] for row in rows_of(copy.home / "exported/municipal.csv")}
    assert exported["3"] == COST


def test_the_tidy_table_and_its_metadata_have_it(copy):
    dumps = copy.home / "build/dataset/current/dumps/borlange"
    costs = {row["identifier"]: row["volume"] for row in rows_of(dumps / "actions.csv")}
    assert costs["K3"] == COST
    metadata = json.loads((dumps / "actions.csv-metadata.json").read_text("utf-8"))
    (column,) = (c for c in metadata["tableSchema"]["columns"] if c["name"] == "volume")
    assert column["propertyUrl"] == "https://w3id.org/kretslopp/def#volume"


def test_a_report_tells_its_place(copy):
    report = copy.kretslopp("validate", "--lang", "en")
    (line,) = (line for line in report.splitlines() if "The volume is long." in line)
    assert "municipal.csv" in line
    assert "volym" in line
