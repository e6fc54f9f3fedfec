"""What Kretslopp does without its extras, and what it says where one is missing."""

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from typing import get_args

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import copy_of_borlange
from kretslopp import artefacts
from kretslopp.extras import Extra

PYPROJECT = tomllib.loads((artefacts.data().parent / "pyproject.toml").read_text("utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]


def modules(requirements):
    """Yield the top-level modules of the packages that are required."""
    names = {canonicalize_name(Requirement(item).name) for item in requirements}
    for module, packages in packages_distributions().items():
        if names & {canonicalize_name(package) for package in packages}:
            yield module


MODULES = {extra: sorted(modules(EXTRAS[extra])) for extra in get_args(Extra)}
ALL = sorted(module for found in MODULES.values() for module in found)


def python(code, *arguments, without=ALL):
    """Run Python code as if some modules were not installed."""
    hidden = f"import sys; sys.modules.update(dict.fromkeys({without!r})); "
    return subprocess.run(
        [sys.executable, "-c", hidden + code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def kretslopp(*arguments, without=ALL):
    return python("from kretslopp.cli import main; main()", *arguments, without=without)


def says(result, extra, package):
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.endswith(
        f" needs {package}, which is not installed: pip install 'kretslopp[{extra}]'"
    )


def test_the_extras_are_those_that_can_be_installed():
    assert set(MODULES) == set(EXTRAS) - {"bench", "dev"}
    assert MODULES["pdf"] == ["pdfplumber"]
    assert MODULES["tables"] == ["openpyxl", "xlsxwriter"]
    assert {"matplotlib", "pandas"} <= set(MODULES["research"])


def test_who_develops_has_them_all():
    (all_of_ours,) = (item for item in map(Requirement, EXTRAS["dev"]) if item.name == "kretslopp")
    assert all_of_ours.extras == set(MODULES)


def test_nothing_that_all_install_is_of_an_extra():
    needed = {Requirement(item).name for item in PYPROJECT["project"]["dependencies"]}
    assert needed
    assert not needed & {Requirement(item).name for extra in MODULES for item in EXTRAS[extra]}


def test_no_command_and_no_page_imports_an_extra():
    code = """
import pkgutil, sys
from importlib import import_module
from kretslopp import cli, building, comparison
from kretslopp.web import app, site
for module in pkgutil.walk_packages(cli.__path__, "kretslopp.cli."):
    import_module(module.name)
print(*{name.partition(".")[0] for name in sys.modules})
"""
    result = python(code, without=[])
    assert result.returncode == 0, result.stderr
    imported = set(result.stdout.split())
    assert {"kretslopp", "flask", "granian", "pyoxigraph"} <= imported
    assert not imported & set(ALL)


@pytest.mark.slow
def test_without_extras_it_builds_validates_and_answers(tmp_path):
    data, dataset = copy_of_borlange(tmp_path / "data"), tmp_path / "dataset"
    built = kretslopp("build", "--data", data, "-o", dataset, "--verify")
    assert built.returncode == 0, built.stderr
    valid = kretslopp("validate", "--data", data, "--lang", "en")
    assert "0 violations" in valid.stdout, valid.stderr
    asked = kretslopp("ask", "actions-of-goal", "--goal", "4", "--dataset", dataset)
    assert asked.returncode == 0, asked.stderr
    assert "K3" in asked.stdout
    compared = kretslopp("compare", "--by", "timing", "--format", "csv", "--dataset", dataset)
    assert compared.returncode == 0, compared.stderr
    tables = data / "tables" / "borlange" / "2023-2026"
    imported = kretslopp("import", tables, "--check", "--data", data)
    assert imported.returncode == 0, imported.stderr


def test_a_pdf_needs_an_extra(tmp_path):
    (tmp_path / "program.pdf").write_bytes(b"%PDF-1.7")
    result = kretslopp("extract", tmp_path / "program.pdf", "-o", tmp_path / "out")
    says(result, "pdf", "pdfplumber")


def test_what_a_package_of_an_extra_needs_is_told_alike(tmp_path):
    (tmp_path / "program.pdf").write_bytes(b"%PDF-1.7")
    arguments = ("extract", tmp_path / "program.pdf", "-o", tmp_path / "out")
    says(kretslopp(*arguments, without=["pdfminer"]), "pdf", "pdfminer")


def test_reading_a_workbook_needs_an_extra(tmp_path):
    assert kretslopp("new", "borlange", "2027-2030", "-o", tmp_path, without=[]).returncode == 0
    result = kretslopp("import", tmp_path / "borlange-2027-2030.xlsx", "--check")
    says(result, "tables", "openpyxl")


def test_writing_a_workbook_needs_an_extra_and_nothing_is_written_without(tmp_path, built):
    out = tmp_path / "out"
    says(kretslopp("new", "borlange", "2027-2030", "-o", out), "tables", "xlsxwriter")
    export = ("export", "borlange", "2023-2026", "--dataset", built, "-o", out)
    says(kretslopp(*export), "tables", "xlsxwriter")
    assert not out.exists()


def test_a_picture_needs_an_extra(tmp_path, built):
    arguments = ("compare", "--by", "timing", "--dataset", built, "--plot", tmp_path / "timing.svg")
    says(kretslopp(*arguments), "research", "matplotlib")
    assert not (tmp_path / "timing.svg").exists()


def test_a_data_frame_needs_an_extra(built):
    code = """
from kretslopp import comparison
from kretslopp.extras import MissingExtra
try:
    comparison.open(sys.argv[1]).timing()
except MissingExtra as error:
    sys.exit(str(error))
"""
    result = python(code, built)
    assert result.stderr == (
        "A data frame needs pandas, which is not installed: pip install 'kretslopp[research]'\n"
    )


def test_a_module_of_our_own_that_is_missing_is_no_extra():
    code = """
from kretslopp import extras
with extras.needed("pdf", "Reading a PDF"):
    import kretslopp.misspelt
"""
    result = python(code)
    assert "ModuleNotFoundError: No module named 'kretslopp.misspelt'" in result.stderr
    assert "pip install" not in result.stderr


@pytest.mark.parametrize("extra", MODULES)
def test_what_is_installed_tells_of_the_extras(extra):
    told = [Requirement(item) for item in requires("kretslopp") or ()]
    of_it = {item.name for item in told if item.marker and item.marker.evaluate({"extra": extra})}
    assert of_it == {Requirement(item).name for item in EXTRAS[extra]}
