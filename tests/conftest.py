"""What many tests stand on: a copy of the data to change, and a dataset built from the real one."""

import fcntl
import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

import processes
from kretslopp import artefacts
from kretslopp.building import Built, build
from kretslopp.cli import main
from kretslopp.publication import dumps
from kretslopp.publication.release import Release, open_release

# Whether an example is right does not depend on how fast the machine is.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

BORLANGE = "borlange/2023-2026"
# Whose plans stand for all where a test does not ask for a certain one: with all tables of the
# contract, joint plans, plans of two periods, plans of which only the head is known.
FEW = (
    "borlange", "dalarna-2018", "falun", "falun-borlange-sater", "gagnef", "hedemora", "jonkoping",
    "karlstad", "ludvika", "nacka", "nsr", "sater", "sorab", "tierp", "uddevalla", "vansbro",
    "vaxholm",
)  # fmt: skip
SHARED = ("dalarna/2023-2026", "register")
Once = Callable[[str, Callable[[Path], object]], Path]


def pytest_collection_finish() -> None:
    """Let the collector of cycles leave out what stays, and look seldom: a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data directory with Borlänge's programme alone, to change at will."""
    return copy_of_borlange(tmp_path / "data")


def copy_of_borlange(target: Path) -> Path:
    """Copy the data directory without the other programmes and what we say of them."""
    copy_of(target, lambda programme: programme == BORLANGE)
    for name in (BORLANGE, "dalarna/2023-2026"):
        # Links may lead to what other programmes have.
        (target / "curation" / "interpretation" / name / "links.csv").unlink(missing_ok=True)
    return target


def copy_of(target: Path, is_kept: Callable[[str], bool]) -> Path:
    """Copy the data directory with some programmes and what we say of them alone."""
    shutil.copytree(artefacts.data(), target, ignore=shutil.ignore_patterns("graph"))
    for directory in (target / "tables").glob("*/*"):
        if not is_kept(directory.relative_to(target / "tables").as_posix()):
            shutil.rmtree(directory)
    home = target / "curation" / "interpretation"
    for file in home.rglob("*.csv"):
        of = file.parent.relative_to(home).as_posix()
        if file.parent != home and of not in SHARED and not is_kept(of):
            file.unlink()
    return target


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Make a directory once for all processes that run the tests; nobody may change it."""
    home = tmp_path_factory.getbasetemp()
    shared = home if worker_id == "master" else home.parent

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        directory, is_whole = shared / name, shared / f"{name}.whole"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_whole.exists():
                shutil.rmtree(directory, ignore_errors=True)
                directory.mkdir()
                fill(directory)
                is_whole.touch()
        return directory

    return make


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The dataset of Borlänge's programme alone; nobody may change it."""

    def fill(home: Path) -> None:
        build(copy_of_borlange(home / "data"), home / "dataset", lambda _: None)

    return once("built", fill) / "dataset"


@pytest.fixture(scope="session")
def whole(once: Once) -> Path:
    """The dataset of all the real data with its dumps; nobody may change it."""

    def fill(home: Path) -> None:
        shutil.copytree(artefacts.data(), home / "data")
        built = build(home / "data", home / "dataset", lambda _: None)
        dumps.ensure(built.version, lambda _: None)

    return once("whole", fill) / "dataset"


@pytest.fixture(scope="session")
def few(once: Once) -> Path:
    """The dataset of some of the real programmes with its dumps; nobody may change it."""

    def fill(home: Path) -> None:
        copy_of(home / "data", lambda name: name.split("/")[0] in (*FEW, "alignments"))
        built = build(home / "data", home / "dataset", lambda _: None)
        dumps.ensure(built.version, lambda _: None)

    return once("few", fill) / "dataset"


@pytest.fixture(scope="session")
def release(few: Path) -> Release:
    """The release of some of the real programmes."""
    return open_release(few)


@pytest.fixture(scope="session")
def whole_release(whole: Path) -> Release:
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
