"""A civil servant's way: new → fill in → import → build → export → change → import again."""

import csv
import shutil

import openpyxl
import pytest

from kretslopp.building import units
from workbooks.forms import ACTION, PLAN, Workbook, csv_form

BORLANGE = "tables/borlange/2023-2026"
KLID = "https://w3id.org/kretslopp/id"


@pytest.fixture
def refused(kretslopp):
    """Run a command that must fail; return what it said."""

    def run(code, *arguments):
        result = kretslopp(*arguments)
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output
        return result.stderr

    return run


@pytest.fixture
def good(kretslopp):
    """Run a command that must succeed; return its result."""

    def run(*arguments):
        result = kretslopp(*arguments)
        assert result.exit_code == 0, result.output
        return result

    return run


def contents(directory):
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def fill_in(path, **tables):
    """Write rows into the workbook of a template."""
    book = openpyxl.load_workbook(path)
    for name, rows in tables.items():
        heads = [cell.value for cell in book[name][1]]
        for number, row in enumerate(rows, start=2):
            for head, value in row.items():
                book[name].cell(number, heads.index(head) + 1).value = value
    book.save(path)


class TestNew:
    def test_a_municipality_by_name_or_address(self, good, tmp_path):
        good("new", "borlange", "2027-2030", "-o", tmp_path / "a")
        good("new", "Borlänge kommun", "2027–2030", "-o", tmp_path / "b")
        written = contents(tmp_path / "a")
        assert written == contents(tmp_path / "b")
        assert len(written) == 13
        assert (
            written["plan.csv"].decode().splitlines()[1].startswith("Borlänge,Dalarna,,,2027-2030")
        )
        assert "borlange-2027-2030.xlsx" in written
        assert written["status.csv"].decode().count("\n") == 1

    @pytest.mark.parametrize("name", ["Tierps kommun", "Tierp kommun", "tierp", "0360", "360"])
    def test_every_municipality_of_the_country_is_known(self, good, tmp_path, name):
        good("new", name, "2027-2030", "-o", tmp_path)
        written = contents(tmp_path)
        assert "tierp-2027-2030.xlsx" in written
        assert written["plan.csv"].decode().splitlines()[1].startswith("Tierp,,,,2027-2030")

    def test_two_that_differ_by_a_ring_are_two(self, good, tmp_path):
        for name in ("Habo", "Håbo"):
            good("new", name, "2027-2030", "-o", tmp_path / name)
            plan = (tmp_path / name / "plan.csv").read_text(encoding="utf-8")
            assert plan.splitlines()[1].startswith(f"{name},")
        assert (tmp_path / "Habo" / "habo-2027-2030.xlsx").is_file()
        assert (tmp_path / "Håbo" / "habo-uppsala-lan-2027-2030.xlsx").is_file()

    def test_one_that_does_not_exist_is_refused(self, refused, tmp_path):
        said = refused(2, "new", "Borlnäge", "2027-2030", "-o", tmp_path)
        assert "“Borlnäge” is not a municipality of the register. Nearest known: Borlänge" in said
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("period", ["2027", "2030-2027", "snart", "../x"])
    def test_a_period_that_is_none(self, refused, tmp_path, period):
        assert "2027-2030" in refused(2, "new", "borlange", period, "-o", tmp_path / "t")
        assert not (tmp_path / "t").exists()

    def test_nothing_that_is_filled_in_is_written_over(self, refused, good, tmp_path):
        good("new", "falun", "2027-2030", "-o", tmp_path)
        before = contents(tmp_path)
        assert "may be filled in" in refused(2, "new", "falun", "2027-2030", "-o", tmp_path)
        assert contents(tmp_path) == before


class TestImport:
    def test_new_filled_in_imported_built_and_exported(self, good, refused, project, tmp_path):
        form = tmp_path / "form"
        good("new", "falun", "2027-2030", "-o", form)
        assert "Nothing is filled in" in refused(1, "import", form, "--data", project.data)
        fill_in(
            form / "falun-2027-2030.xlsx",
            plan=[{"titel": "Kretsloppsplan", "planperiod": "2023-2030", "omfattning": "hel"}],
            goals=[
                {"mål": 1, "text": "Mindre avfall", "enhet": "kg/person"},
                {"mål": 2, "text": "M"},
            ],
            municipal=[{**ACTION, "mål": 1.2, "ansvar": "Nämnden; Falu kommun"}],
            organisations=[{"namn": "Nämnden", "slag": "nämnd"}],
        )
        first = good("import", form, "--data", project.data)
        assert "falun/2027-2030 is new; rows: plan 1, goals 2, municipal 1" in first.stdout
        assert "municipal: the column lagkrav is empty" in first.stderr
        built = project.build()
        assert built.rebuilt == ("falun/2027-2030",)
        assert "borlange/2023-2026" in built.kept
        good("export", "falun", "2027-2030", "--dataset", project.out, "-o", tmp_path / "out")
        again = good("import", tmp_path / "out", "--data", project.data)
        assert "falun/2027-2030: nothing changes" in again.stdout
        assert project.build().rebuilt == ()
        row = next(csv.DictReader((tmp_path / "out" / "municipal.csv").open(encoding="utf-8")))
        assert row["mål"] == "1,2"

    @pytest.mark.slow
    def test_a_changed_programme_is_replaced_whole_and_told(self, good, project, tmp_path):
        form = tmp_path / "form"
        good("export", "borlange", "2023-2026", "--dataset", project.out, "-o", form)
        before = (project.data / BORLANGE / "regional.csv").read_bytes()
        unchanged = good("import", form, "--data", project.data)
        assert unchanged.stdout == "borlange/2023-2026: nothing changes\n"
        for path in form.glob("*.csv"):
            path.unlink()
        book = openpyxl.load_workbook(form / "borlange-2023-2026.xlsx")
        sheet = book["municipal"]
        heads = [cell.value for cell in sheet[1]]
        rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value}
        sheet.cell(rows["13"], heads.index("år") + 1).value = 2025
        sheet.cell(rows["23"] + 1, 1).value = 24
        sheet.cell(rows["23"] + 1, heads.index("åtgärder") + 1).value = "Ny åtgärd"
        for column in range(1, len(heads) + 1):
            sheet.cell(rows["5"], column).value = None
        book.save(form / "borlange-2023-2026.xlsx")
        checked = good("import", form, "--data", project.data, "--check")
        assert (project.data / BORLANGE / "regional.csv").read_bytes() == before
        changed = good("import", form, "--data", project.data)
        assert changed.stdout == checked.stdout
        assert "K13: år 2026 → 2025" in changed.stdout
        assert "K24 is new" in changed.stdout
        assert "K5 is gone" in changed.stdout
        assert f"{KLID}/action/borlange/2023-2026/K5\n" in changed.stdout
        assert "R1" not in changed.stdout
        assert "interpretation/borlange/2023-2026 still speak of" in changed.stderr
        built = project.build()
        assert built.rebuilt == ("borlange/2023-2026",)

    def test_a_regional_action_that_another_programme_has_is_not_gone(self, good, data, tmp_path):
        falun = data / "tables" / "falun" / "2023-2026"
        shutil.copytree(data / BORLANGE, falun)
        for name in ("municipal", "footnotes"):
            (falun / f"{name}.csv").unlink()
        text = (falun / "plan.csv").read_text(encoding="utf-8").replace("Borlänge", "Falun")
        (falun / "plan.csv").write_text(text, encoding="utf-8")
        regional = (falun / "regional.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        columns = "nr,åtgärder,mål\n"
        (falun / "regional.csv").write_text(columns + "1,Ta fram plan,7\n", encoding="utf-8")
        form = tmp_path / "form"
        shutil.copytree(data / BORLANGE, form)
        (form / "regional.csv").write_text("".join(regional[:1]), encoding="utf-8")
        (form / "footnotes.csv").unlink()
        said = good("import", form, "--data", data, "--check").stdout
        assert f"{KLID}/action/dalarna/2023-2026/R2\n" in said
        assert f"{KLID}/participation/borlange/2023-2026/R1\n" in said
        assert f"{KLID}/action/dalarna/2023-2026/R1\n" not in said

    def test_with_one_fault_nothing_is_written(self, refused, data, tmp_path):
        before = contents(data)
        form = csv_form(
            tmp_path / "form",
            municipal=[ACTION, {**ACTION, "nr": "2", "ansvar": "Okända byrån"}, {"nr": "3"}],
        )
        note, *said = refused(1, "import", form, "--data", data).splitlines()
        assert "row 4, column målområde: The cell is empty below “Matsvinn”" in note
        assert len(said) == 2
        assert "municipal.csv, row 3, column ansvar: “Okända byrån”" in said[0]
        assert "municipal.csv, row 4, column åtgärder: The cell is empty" in said[1]
        assert contents(data) == before

    def test_a_workbook_names_sheet_and_cell(self, refused, data, tmp_path):
        path = Workbook(tmp_path / "f.xlsx").put("municipal", 7, **{**ACTION, "år": "27"}).save()
        said = refused(1, "import", path, "--data", data)
        assert f"{path}, sheet municipal, row 7, column år, cell G7: “27” is not a year" in said

    def test_what_cannot_be_read(self, refused, data, tmp_path):
        assert "can't be read" in refused(2, "import", tmp_path / "no.xlsx", "--data", data)
        assert "not a data directory" in refused(
            2, "import", csv_form(tmp_path / "f", municipal=[ACTION]), "--data", tmp_path
        )

    def test_a_directory_that_cannot_be_written_stays_as_it_was(
        self, refused, data, tmp_path, monkeypatch
    ):
        before = contents(data)
        form = csv_form(tmp_path / "form", municipal=[ACTION])

        def full(*_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("pathlib.Path.rename", full)
        assert "No space left on device" in refused(2, "import", form, "--data", data)
        assert contents(data) == before

    def test_the_old_tables_are_back_when_the_new_cannot_be_put_there(
        self, refused, data, tmp_path, monkeypatch
    ):
        form = tmp_path / "form"
        shutil.copytree(data / BORLANGE, form)
        text = (form / "municipal.csv").read_text(encoding="utf-8")
        (form / "municipal.csv").write_text(text.replace(",2025,", ",2026,", 1), encoding="utf-8")
        before = contents(data)
        rename = type(data).rename

        def failing(path, target):
            if path.name == "new":
                raise OSError(5, "Input/output error")
            return rename(path, target)

        monkeypatch.setattr("pathlib.Path.rename", failing)
        assert "Input/output error" in refused(2, "import", form, "--data", data)
        assert contents(data) == before


class TestMunicipality:
    def form(self, tmp_path, name, owner):
        plan = {**PLAN, "kommun": name, "region": ""}
        action = {**ACTION, "ansvar": f"{owner} kommun"}
        return csv_form(tmp_path / "form", plan=[plan], municipal=[action])

    @pytest.mark.parametrize("name", ["Håbo", "Håbo kommun", "0305", "305", "habo-uppsala-lan"])
    def test_one_without_any_programme_is_known_by_each_name(self, good, data, tmp_path, name):
        checked = good("import", self.form(tmp_path, name, "Håbo"), "--data", data, "--check")
        assert "habo-uppsala-lan/2027-2030 is new" in checked.stdout

    def test_a_workbook_may_have_its_code_as_a_number(self, good, project, tmp_path):
        good("new", "tierp", "2027-2030", "-o", tmp_path / "form")
        book = tmp_path / "form" / "tierp-2027-2030.xlsx"
        action = {**ACTION, "ansvar": "Tierps kommun"}
        fill_in(book, plan=[{"kommun": 360}], municipal=[action])
        checked = good("import", book, "--data", project.data, "--check")
        assert "tierp/2027-2030 is new" in checked.stdout

    def test_habo_is_not_the_other(self, good, data, tmp_path):
        checked = good("import", self.form(tmp_path, "habo", "Habo"), "--data", data, "--check")
        assert "habo/2027-2030 is new" in checked.stdout

    def test_one_that_does_not_exist_is_refused(self, refused, data, tmp_path):
        before = contents(data)
        said = refused(1, "import", self.form(tmp_path, "Habbo", "Habbo"), "--data", data)
        assert "plan.csv, row 2, column kommun: “Habbo” is not a municipality" in said
        assert "Nearest known: Habo, Håbo" in said
        assert contents(data) == before

    @pytest.mark.slow
    def test_its_first_programme_is_built_alone(self, good, project, tmp_path):
        project.build()
        register = project.data / "curation" / "registers" / "municipalities.csv"
        before = register.read_bytes()
        good("import", self.form(tmp_path, "Tierps kommun", "Tierp"), "--data", project.data)
        assert register.read_bytes() == before
        assert project.build().rebuilt == ("tierp/2027-2030",)


@pytest.mark.slow
def test_what_an_import_finds_right_a_build_finds_right(good, project, tmp_path):
    """Import and build look at the same things: SHACL and the consistency check."""
    form = csv_form(tmp_path / "form", municipal=[ACTION])
    good("import", form, "--data", project.data)
    assert project.build().rebuilt == ("borlange/2027-2030",)
    assert units.programme_directories(project.data, {}).keys() >= {"borlange/2027-2030"}
