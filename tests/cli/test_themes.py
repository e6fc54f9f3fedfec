"""``kretslopp themes``: proposals by words, put down as proposed, accepted by a person."""

import csv
import io
import json
import re

import pytest

from kretslopp.cli import main
from kretslopp.mapping.interpretation import links_path, read_links
from kretslopp.namespaces import KL_ID

FOLDER = "borlange/2023-2026"
K12 = "action/borlange/2023-2026/K12"
LITTERING = "goal-theme/littering"
DAY = ("--when", "2026-12-24")


STREAM = f'{K12},avfallsström,waste-stream/food,godtagen,Eva,2026-11-24,"Ett skäl, med komma"\n'


@pytest.fixture
def bare(data):
    """The data with one link of another kind."""
    path = links_path(data, FOLDER)
    path.write_text(f"sak,egenskap,värde,läge,vem,när,varför\n{STREAM}", encoding="utf-8")
    return data


@pytest.fixture
def themes(kretslopp, built, bare):
    def run(*arguments, name=FOLDER):
        return kretslopp("themes", name, "--data", bare, "--dataset", built, *arguments)

    return run


@pytest.fixture
def rows(themes):
    def ask(*arguments, **options):
        result = themes("--format", "csv", *arguments, **options)
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return ask


def of_themes(data, folder=FOLDER):
    return [row for row in read_links(data, folder) if row["egenskap"] in ("tema", "målteman")]


def test_the_example_of_the_help_works_as_printed(kretslopp, whole):
    (example,) = re.findall(r"Example:\n\s+kretslopp (.+)", main.get_command(None, "themes").help)
    result = kretslopp(*example.split(), "--dataset", whole)
    assert result.exit_code == 0, result.stderr
    assert "Matsvinn  ”matsvinn” i målets text, med våra ord (put down)" in result.stdout
    assert result.stdout.endswith(
        "4 themes proposed for 4 goals and actions; 0 have one from a person, no word speaks in 2\n"
    )


def test_each_format_shows_the_thing_the_theme_and_the_words(themes, rows):
    table = themes().stdout
    assert f"{K12}  Ta fram åtgärdsplan för att hantera nedskräpningsavgifter.\n" in table
    evidence = "”nedskräpningsavgifter” i åtgärdens titel; ”Nedskräpning” i målområdet"
    assert f"     Nedskräpning  {evidence}\n" in table
    found = rows()
    (row,) = (row for row in found if row["thing"] == str(KL_ID[K12]))
    assert (row["theme"], row["theme_name"]) == (str(KL_ID[LITTERING]), "Nedskräpning")
    assert (row["evidence"], row["put_down"]) == (evidence, "False")
    told = json.loads(themes("--format", "json").stdout)
    assert [{**item, "put_down": str(item["put_down"])} for item in told] == found


def test_nothing_is_written_unless_asked(themes, bare):
    before = {path: path.read_bytes() for path in bare.rglob("*.csv")}
    assert themes().exit_code == 0
    assert {path: path.read_bytes() for path in bare.rglob("*.csv")} == before


def test_proposals_are_put_down_as_proposed_and_other_rows_kept(themes, rows, bare):
    path = links_path(bare, FOLDER)
    before = path.read_text(encoding="utf-8")
    result = themes("--write", *DAY)
    assert result.exit_code == 0, result.stderr
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    put_down = of_themes(bare)
    assert len(put_down) == len(rows()) > 20
    assert {(row["egenskap"], row["läge"], row.who, str(row.when)) for row in put_down} == {
        ("tema", "föreslagen", "kretslopp themes", "2026-12-24")
    }
    assert {row["put_down"] for row in rows()} == {"True"}
    # The same again, on another day, changes nothing.
    assert themes("--write", "--when", "2027-01-01").exit_code == 0
    assert path.read_text(encoding="utf-8") == text


def test_what_is_proposed_no_more_goes(themes, bare):
    themes("--write", *DAY)
    words = bare / "curation" / "alignment" / "theme-words.csv"
    lines = words.read_text(encoding="utf-8").split("\n")
    words.write_text("\n".join(x for x in lines if "skräp" not in x), encoding="utf-8")
    themes_file = bare / "curation" / "interpretation" / "themes.csv"
    text = themes_file.read_text(encoding="utf-8")
    themes_file.write_text(text.replace(",Nedskräpning,", ",Skräp utomhus,"), encoding="utf-8")
    assert themes("--write", "--when", "2027-01-01").exit_code == 0
    left = of_themes(bare)
    assert K12 not in {row["sak"] for row in left}
    assert {str(row.when) for row in left if row.who == "kretslopp themes"} == {"2026-12-24"}


def test_nothing_is_proposed_for_what_a_person_has_given_a_theme(themes, rows, bare):
    path = links_path(bare, FOLDER)
    link = f"{K12},tema,goal-theme/service,föreslagen,Eva,2026-12-01,därför\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(link)
    assert str(KL_ID[K12]) not in {row["thing"] for row in rows()}
    assert "1 have one from a person" in themes().stdout
    themes("--write", *DAY)
    assert [row["värde"] for row in of_themes(bare) if row["sak"] == K12] == ["goal-theme/service"]


def test_what_a_person_accepts_is_hers(themes, rows, bare, tmp_path):
    themes("--write", *DAY)
    chosen = [row for row in rows() if row["thing"] == str(KL_ID[K12])]
    path = tmp_path / "valda.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, chosen[0])
        writer.writeheader()
        writer.writerows(chosen)
    count = len(of_themes(bare))
    result = themes("--accept", path, "--who", "Eva Åström", "--when", "2026-12-25")
    assert result.exit_code == 0, result.stderr
    assert f"added   {K12} tema {LITTERING}" in result.stderr
    (row,) = (row for row in of_themes(bare) if row["sak"] == K12)
    assert (row["läge"], row.who, str(row.when)) == ("godtagen", "Eva Åström", "2026-12-25")
    assert row.why == chosen[0]["evidence"]
    assert len(of_themes(bare)) == count
    again = themes("--accept", path, "--who", "Bo", "--when", "2026-12-26")
    assert "0 added, 1 skipped" in again.stderr
    # And putting down again leaves it as it is.
    themes("--write", *DAY)
    assert [one.who for one in of_themes(bare) if one["sak"] == K12] == ["Eva Åström"]


def test_what_is_not_proposed_is_not_accepted(themes, bare, tmp_path):
    path = tmp_path / "valda.csv"
    path.write_text(
        f"thing,theme,evidence\n{KL_ID[K12]},{KL_ID['goal-theme/reuse']},därför\n",
        encoding="utf-8",
    )
    before = links_path(bare, FOLDER).read_bytes()
    result = themes("--accept", path, "--who", "Eva", "--when", "2026-12-25")
    assert result.exit_code == 1
    assert "valda.csv, row 2" in result.stderr
    assert links_path(bare, FOLDER).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--write",), "on a day"),
        (("--write", "--who", "Eva", *DAY), "--accept and --who"),
        (("--accept", "x.csv"), "Who accepts"),
        (DAY, "Give --accept FILE"),
    ],
)
def test_wrong_use_is_said(themes, arguments, words):
    result = themes(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_an_unknown_programme_is_said(themes):
    result = themes(name="borlange/2023-2027")
    assert result.exit_code == 2
    assert "borlange/2023-2026" in result.stderr
