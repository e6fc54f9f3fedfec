"""The tidy tables: cells as the document has them, and metadata that holds for every cell."""

import csv
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from csvw import CSVW

from kretslopp.engine import open_file
from kretslopp.namespaces import KL_ID, XSD
from kretslopp.publication import dumps
from kretslopp.publication.dumps.tables import SEPARATOR, descriptors, read_rows, to_csv
from kretslopp.reading.states import STATES

VALID = {
    "boolean": r"true|false",
    "string": r".+",
    "anyURI": r"https?://\S+",
    "integer": r"-?\d+",
    "decimal": r"-?\d+(\.\d+)?",
    "date": r"\d{4}-\d\d-\d\d",
}


@pytest.fixture(scope="module")
def home(release):
    return release.directory / dumps.DUMPS


def rows(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of(found, identifier):
    (row,) = (row for row in found if row["identifier"] == identifier)
    return row


def tables(home):
    paths = sorted(home.glob("*/*.csv"))
    assert len(paths) > 80
    return paths


def test_a_spreadsheet_reads_the_swedish_letters(home):
    body = (home / "borlange" / "actions.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbfid,")
    assert "Ta fram strategi till återvinningscentraler".encode() in body
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)


# Lines 500-506 of the document, read by hand.
K13 = {
    "id": KL_ID["action/borlange/2023-2026/K13"],
    "action": KL_ID["action/borlange/2023-2026/K13"],
    "programme": KL_ID["programme/borlange/2023-2026"],
    "municipality": "borlange",
    "municipality_name": "Borlänge",
    "period": "2023-2026",
    "kind": "municipal",
    "title_sv": "Ta fram kommunal masshanteringsplan med utgångspunkt regional masshanteringsplan.",
    "goal_area_name": "Schaktmassor",
    "goal_codes": "10",
    "goal_iris": KL_ID["goal/borlange/2023-2030/10"],
    "preceding": "R18",
    "preceding_iris": KL_ID["action/dalarna/2023-2026/R18"],
    "start_year": "2026",
    "end_year": "2026",
    "lead": "",
    "responsible": "Strategi- och Exploateringskontor",
    "participants": "",
    "legally_required": "not-marked",
    "recommended_for_all": "yes",
    "uncertain_columns": "",
    "document": KL_ID["document/borlange/2023-2026"],
    "row": "14",
    "first_line": "500",
    "last_line": "506",
}
# Lines 118-129 of the document.
R7 = {
    "id": KL_ID["participation/borlange/2023-2026/R7"],
    "action": KL_ID["action/dalarna/2023-2026/R7"],
    "kind": "regional",
    "goal_codes": "1;2;3",
    "start_year": "2023",
    "end_year": "2024",
    "lead": "DalaAvfall",
    "participants": "AO Återvinning",
    "legally_required": "yes",
    "recommended_for_all": "not-stated",  # the regional table has no such column
    "first_line": "118",
    "last_line": "129",
}


def test_the_actions_as_the_document_has_them(home):
    found = rows(home / "borlange" / "actions.csv")
    assert len([row for row in found if row["period"] == "2023-2026"]) == 19 + 23
    for identifier, expected in (("K13", K13), ("R7", R7)):
        row = of(found, identifier)
        assert {name: row[name] for name in expected} == {
            name: str(value) for name, value in expected.items()
        }


def test_what_a_document_marks_or_lacks_is_told_apart(home):
    falun = rows(home / "falun" / "actions.csv")
    found = {row["identifier"]: row["legally_required"] for row in falun}
    assert (found["K9"], found["R7"], found["K6"]) == ("yes", "yes", "not-marked")
    assert of(falun, "K1")["uncertain_columns"] == "ansvar;år"
    assert of(falun, "K1")["reworded_columns"] == "åtgärder"
    assert of(falun, "K1")["second_hand"] == "not-stated"
    assert of(rows(home / "borlange" / "actions.csv"), "K1")["reworded_columns"] == ""
    assert of(falun, "K1")["first_line"] == ""  # we have facts of the page, not its text
    joint = of(falun, "FBS 2017:1")
    assert joint["municipality"] == "borlange;falun;sater"
    assert joint["municipality_code"] == "2081;2080;2082"
    assert joint["municipality_name"] == "Borlänge;Falun;Säter"
    assert joint["legally_required"] == "not-stated"


def test_what_a_document_denies_is_no(tmp_path):
    """In programmes that are made up: no page that we have read prints “nej”."""
    graph = Path(__file__).parents[2] / "comparison" / "three-municipalities.trig"
    made_up = list(read_rows(open_file(graph))["actions"])
    found = {(*row["municipality"], row["identifier"]): row["legally_required"] for row in made_up}
    assert (found["norrby", "R1"], found["norrby", "R2"]) == ("yes", "no")


def test_programmes_and_plans(home):
    found = {row["id"]: row for row in rows(home / "kretslopp" / "programmes.csv")}
    programme = found[str(KL_ID["programme/borlange/2023-2026"])]
    assert (programme["kind"], programme["start_year"], programme["plan_end_year"]) == (
        "programme",
        "2023",
        "2030",
    )
    assert programme["plan_title_sv"] == "Kretsloppsplan 2023-2030"
    assert programme["municipality_code"] == "2081"
    sorab = found[str(KL_ID["plan/sorab/2021-2032"])]
    assert "0114" in sorab["municipality_code"].split(";")
    assert programme["plan_status_sv"] == "förslag"
    assert programme["partial"] == "not-stated"
    vansbro = found[str(KL_ID["plan/vansbro/2018-2022"])]
    assert (vansbro["kind"], vansbro["decided_on"]) == ("plan", "2018-04-24")
    assert vansbro["decision_reference"] == "§ 36"


def test_values_of_goals_and_follow_up(home):
    targets = {row["id"]: row for row in rows(home / "falun" / "targets.csv")}
    row = targets[str(KL_ID["target/falun-borlange-sater/2018-2022/M-1.1/borlange/2016"])]
    assert (row["goal_identifier"], row["area_name"], row["year"]) == ("M 1.1", "Borlänge", "2016")
    assert (row["value"], row["unit"], row["target_type"]) == ("420", "kg/person", "baseline")
    (report,) = (
        row
        for row in rows(home / "jonkoping" / "statuses.csv")
        if row["action"].endswith("/battre-kallsortering-hos-foreningar")
    )
    assert (report["action_status_sv"], report["reported_on"]) == (
        "pågår enligt plan",
        "2021-07-16",
    )


def test_a_municipality_has_the_organisations_that_it_names_and_those_above_them(home):
    found = {row["id"]: row for row in rows(home / "borlange" / "organisations.csv")}
    unit = found[str(KL_ID["org/borlange-energi/atervinning"])]
    assert (unit["name_sv"], unit["organisation_kind"]) == ("AO Återvinning", "office")
    assert unit["unit_of"] in found
    assert str(KL_ID["org/falun/kommunstyrelsen"]) not in found


def test_the_parts_are_the_whole(home):
    for name in (
        "programmes",
        "actions",
        "goals",
        "targets",
        "indicators",
        "statuses",
        "organisations",
    ):
        whole = {row["id"] for row in rows(home / "kretslopp" / f"{name}.csv")}
        parts = {
            row["id"]
            for path in home.glob(f"*/{name}.csv")
            if path.parent.name != "kretslopp"
            for row in rows(path)
        }
        assert parts == whole


def test_every_cell_is_what_its_metadata_says(home):
    states = 0
    for path in tables(home):
        metadata = json.loads(path.with_name(f"{path.name}-metadata.json").read_text("utf-8"))
        assert metadata["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "sv"}]
        assert metadata["url"] == path.name
        columns = {column["name"]: column for column in metadata["tableSchema"]["columns"]}
        found = rows(path)
        assert found, f"{path} is empty"
        assert list(found[0]) == list(columns)
        keys = [row[metadata["tableSchema"]["primaryKey"]] for row in found]
        assert len(keys) == len(set(keys))
        for row in found:
            for name, cell in row.items():
                column = columns[name]
                several = cell.split(column["separator"]) if "separator" in column else [cell]
                valid = re.compile(VALID[column["datatype"]])
                assert not cell or all(valid.fullmatch(text) for text in several), (
                    path,
                    name,
                    cell,
                )
        for column in descriptors()[path.stem].columns:
            if column.is_state:
                assert {row[column.name] for row in found} <= set(STATES)
                states += len(found)
    assert states > 100


def test_lists_that_belong_together_have_the_same_length(home):
    pairs = [
        ("goal_codes", "goal_iris"),
        ("lead", "lead_iris"),
        ("participants", "participant_iris"),
    ]
    found = rows(home / "kretslopp" / "actions.csv")
    assert any(SEPARATOR in row["participants"] for row in found)
    for row in found:
        for names, iris in pairs:
            assert row[names].count(SEPARATOR) == row[iris].count(SEPARATOR)


def test_the_metadata_of_a_folder_says_what_refers_to_what(home):
    folders = sorted(home.glob("*/csv-metadata.json"))
    assert len(folders) > 20
    referring = 0
    for path in folders:
        described = {
            table["url"]: table["tableSchema"]
            for table in json.loads(path.read_text("utf-8"))["tables"]
        }
        assert set(described) == {item.name for item in path.parent.glob("*.csv")}
        for url, schema in described.items():
            for key in schema.get("foreignKeys", ()):
                other = key["reference"]
                values = {row[key["columnReference"]] for row in rows(path.parent / url)}
                known = {
                    row[other["columnReference"]] for row in rows(path.parent / other["resource"])
                }
                assert values <= known
                referring += 1
    assert referring > 5


def faults(metadata):
    try:
        found = CSVW(str(metadata), validate=True)
        return [] if found.is_valid else [str(warning.message) for warning in found.warnings]
    except ValueError as error:  # of a cell that is not of its type
        return [str(error)]


def test_csvw_finds_every_table_and_group_of_tables_valid(home):
    groups = sorted(home.glob("*/*-metadata.json"))
    assert len(groups) > 90
    assert {path: faults(path) for path in groups if faults(path)} == {}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("actions.csv", b",2026,", b",soon,"),
        ("actions.csv", b"action/borlange/2023-2026/K13,", b"action/borlange/2023-2026/K12,"),
        ("actions.csv", b"programme/borlange/2023-2026,", b"programme/borlange/2023-2025,"),
    ],
)
def test_csvw_would_find_what_is_not(home, tmp_path, file, old, new):
    copy = shutil.copytree(home / "borlange", tmp_path / "borlange")
    assert faults(copy / "csv-metadata.json") == []
    body = (copy / file).read_bytes()
    assert old in body
    (copy / file).write_bytes(body.replace(old, new))
    assert faults(copy / "csv-metadata.json")


def as_written(term):
    """The engine writes the numbers 420.0 and 1.60 as 420 and 1.6."""
    is_decimal = isinstance(term, ox.Literal) and term.datatype.value == str(XSD.decimal)
    return f"{Decimal(term.value).normalize():f}" if is_decimal else term.value


def test_a_column_that_claims_a_property_says_it(home):
    """Each value of such a column is said of the row's thing in the graph."""
    said = {
        (quad.subject.value, quad.predicate.value, as_written(quad.object))
        for quad in ox.parse(path=str(home / "kretslopp.ttl"))
    }
    checked = set()
    for table in descriptors().values():
        path = home / "kretslopp" / f"{table.name}.csv"  # not there where no plan has any
        for row in rows(path) if path.is_file() else ():
            for column in table.columns:
                if not table.says(column) or not row[column.name]:
                    continue
                several = (
                    row[column.name].split(SEPARATOR) if column.is_list else [row[column.name]]
                )
                for value in several:
                    assert (row["id"], str(column.predicate), value) in said
                    checked.add(column.name)
    assert len(checked) > 18


def test_a_separator_within_a_value_is_refused():
    table = descriptors()["organisations"]
    row = dict.fromkeys((column.name for column in table.columns), None)
    with pytest.raises(ValueError, match="Anna; Bo"):
        to_csv(table, [row | {"id": "x", "other_names": ["Anna; Bo"]}])
