"""``kretslopp align``: proposals, and nothing written until someone accepts."""

import csv
import io
import json
import re

import pytest

from kretslopp.cli import main
from kretslopp.mapping.interpretation import alignments_path, read_alignments
from kretslopp.namespaces import KL_ID

BORLANGE, FALUN = (f"{KL_ID}action/{name}/2023-2026" for name in ("borlange", "falun"))


@pytest.fixture
def align(kretslopp, whole, data):
    def run(*arguments, names=("borlange", "falun")):
        return kretslopp("align", *names, "--data", data, "--dataset", whole, *arguments)

    return run


@pytest.fixture
def rows(align):
    """Ask for the proposals as CSV."""

    def ask():
        result = align("--format", "csv")
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return ask


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_example_of_the_help_works_as_printed(kretslopp, whole):
    (example,) = re.findall(r"Example:\n\s+kretslopp (.+)", main.get_command(None, "align").help)
    result = kretslopp(*example.split(), "--dataset", whole)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("rank,a,b,score,strength,evidence\n1,")


def test_csv_has_both_actions_the_score_and_the_evidence(rows):
    found = rows()
    assert list(found[0]) == ["rank", "a", "b", "score", "strength", "evidence"]
    assert [row["rank"] for row in found] == [str(n) for n in range(1, len(found) + 1)]
    assert (found[0]["a"], found[0]["b"]) == (f"{BORLANGE}/K2", f"{FALUN}/K3")
    assert found[0]["strength"] == "strong"
    assert "båda är rekommenderade för alla kommuner i regionen" in found[0]["evidence"]
    assert {row["strength"] for row in found} == {"strong", "weak"}
    scores = [float(row["score"]) for row in found]
    assert scores == sorted(scores, reverse=True)


def test_json_says_the_same(align, rows):
    found = json.loads(align("--format", "json").stdout)
    assert [(str(item["rank"]), item["a"], item["b"], item["strength"]) for item in found] == [
        (row["rank"], row["a"], row["b"], row["strength"]) for row in rows()
    ]
    assert found[0]["titles"]["b"] == "Beslutsunderlag för fastighetsnära förpackningsinsamling"
    assert {item["accepted"] for item in found} == {False}
    assert found[0]["evidence"][-1] == "varandras närmaste"


def test_the_table_shows_titles_and_evidence(align):
    text = align().stdout
    assert "Beslutsunderlag för fastighetsnära förpackningsinsamling" in text
    assert "varandras närmaste" in text
    assert text.endswith("pairs, 6 strong\n")


def test_nothing_is_written_without_accepting(align, data):
    before = {path: path.read_bytes() for path in data.rglob("*.csv")}
    assert align().exit_code == 0
    assert {path: path.read_bytes() for path in data.rglob("*.csv")} == before


def test_accepted_pairs_are_links_and_stay_in_the_list_with_their_scores(
    align, rows, data, tmp_path
):
    before = rows()
    chosen = [*[row for row in before if row["strength"] == "strong"][:2], before[-1]]
    path = write(tmp_path / "valda.csv", chosen)
    result = align("--accept", path, "--who", "Eva Åström", "--when", "2026-11-25")
    assert result.exit_code == 0, result.stderr
    assert "3 added, 0 skipped" in result.stderr
    links = read_alignments(data)
    assert [row["egenskap"] for row in links[:2]] == ["samma_åtgärd", "samma_åtgärd"]
    assert [(row.who, str(row.when), row["läge"]) for row in links] == [
        ("Eva Åström", "2026-11-25", "godtagen")
    ] * 3
    assert [row.why for row in links] == [row["evidence"] for row in chosen]

    after = rows()
    assert [{**row, "evidence": ""} for row in after] == [{**row, "evidence": ""} for row in before]
    marked = [row["rank"] for row in after if row["evidence"].endswith("(accepted)")]
    assert marked == [row["rank"] for row in chosen]
    assert align().stdout.count("strong, accepted") == sum(
        row["strength"] == "strong" for row in chosen
    )
    # The list is handed back as it is: what stands there is skipped, and said.
    text = alignments_path(data).read_bytes()
    result = align("--accept", path, "--who", "Bo", "--when", "2026-11-26")
    assert result.exit_code == 0
    assert "0 added, 3 skipped" in result.stderr
    assert "accepted already in row 2" in result.stderr
    assert alignments_path(data).read_bytes() == text


def test_the_order_of_the_two_does_not_matter(align, rows, data, tmp_path):
    write(tmp_path / "valda.csv", rows()[:1])
    result = align(
        "--accept", tmp_path / "valda.csv", "--who", "Eva", "--when", "2026-11-25",
        names=("falun", "borlange"),
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    found = json.loads(align("--format", "json", names=("falun", "borlange")).stdout)
    assert [item["accepted"] for item in found][:2] == [True, False]


def test_the_proposals_go_to_a_file(align, tmp_path):
    path = tmp_path / "förslag.csv"
    assert align("--format", "csv", "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("rank,a,b,score,strength,evidence\n1,")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--accept", "x.csv"), 2, "Who accepts what is in the file"),
        (("--accept", "x.csv", "--who", "Eva", "--when", "igår"), 2, "“igår” is not a day"),
        (("--accept", "x.csv", "--who", "!", "--when", "2026-11-25"), 2, "is not a name"),
        (("--accept", "x.csv", "--who", "Eva", "--when", "2026-11-25"), 2, "can't be read"),
        (("--who", "Eva"), 2, "Give --accept FILE"),
    ],
)
def test_wrong_use_is_said(align, arguments, code, words):
    result = align(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_who_is_not_known_is_said(align):
    result = align(names=("borlange", "fallun"))
    assert result.exit_code == 2
    assert "Nearest known: falun" in result.stderr


def test_pairs_of_others_are_refused(align, rows, data, tmp_path):
    path = write(tmp_path / "valda.csv", rows()[:1])
    result = align(
        "--accept", path, "--who", "Eva", "--when", "2026-11-25", names=("borlange", "nacka")
    )
    assert result.exit_code == 1
    assert "valda.csv, row 2" in result.stderr
    assert not alignments_path(data).exists()
