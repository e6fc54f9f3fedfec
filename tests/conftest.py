"""What many tests stand on: a copy of the data to change, and a dataset built from the real one."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import processes
from kretslopp import artefacts
from kretslopp.building import Built, build
from kretslopp.cli import main
from kretslopp.publication import dumps
from kretslopp.publication.release import Release, open_release

BORLANGE = "borlange/2023-2026"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data directory with Borlänge's programme alone, to change at will."""
    return copy_of_borlange(tmp_path / "data")


def copy_of_borlange(target: Path) -> Path:
    """Copy the data directory without the other programmes and what we say of them."""
    shutil.copytree(artefacts.data(), target, ignore=shutil.ignore_patterns("graph"))
    for directory in (target / "tables").glob("*/*"):
        if directory.relative_to(target / "tables").as_posix() != BORLANGE:
            shutil.rmtree(directory)
    kept = {BORLANGE, "dalarna/2023-2026", "register"}
    home = target / "curation" / "interpretation"
    for file in home.rglob("*.csv"):
        if file.parent.relative_to(home).as_posix() not in kept and file.parent != home:
            file.unlink()
    for name in (BORLANGE, "dalarna/2023-2026"):
        # Links may lead to what other programmes have.
        (home / name / "links.csv").unlink(missing_ok=True)
    return target


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of Borlänge's programme alone, built once; nobody may change it."""
    home = tmp_path_factory.mktemp("built")
    build(copy_of_borlange(home / "data"), home / "dataset", lambda _: None)
    return home / "dataset"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of all the real data with its dumps, built once; nobody may change it."""
    home = tmp_path_factory.mktemp("whole")
    shutil.copytree(artefacts.data(), home / "data")
    built = build(home / "data", home / "dataset", lambda _: None)
    dumps.ensure(built.version, lambda _: None)
    return home / "dataset"


@pytest.fixture(scope="session")
def release(whole: Path) -> Release:
    """The release of all the real data."""
    return open_release(whole)


@dataclass(frozen=True)
class Project:
    """A data directory and the dataset that was built from it, to change at will."""

    data: Path
    out: Path
    lines: list[str] = field(default_factory=list)

    def build(self, **options) -> Built:
        """Build again; ``lines`` are then what this build told."""
        self.lines.clear()
        return build(self.data, self.out, self.lines.append, **options)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file of the data directory, once."""
        text = (self.data / path).read_text(encoding="utf-8")
        assert old in text
        (self.data / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """Borlänge's programme and its dataset, built already."""
    home = shutil.copytree(built.parent, tmp_path / "project", symlinks=True)
    return Project(home / "data", home / "dataset")


@pytest.fixture
def kretslopp():
    """Run ``kretslopp`` with arguments, as the shell would: output, stderr, exit code."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return run


@pytest.fixture(scope="session")
def free_port() -> int:
    """A port that nothing listens on."""
    return processes.free_port()
