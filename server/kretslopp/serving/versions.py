"""What ``kretslopp serve`` serves: the current version of a dataset, and each that follows it."""

import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kretslopp import dataset
from kretslopp.engine import CachingEngine, EvaluatorEngine, Nursery
from kretslopp.errors import EngineFailure, Fault, KretsloppError
from kretslopp.publication import dumps
from kretslopp.publication.release import open_release
from kretslopp.questions import Question
from kretslopp.serving.editions import Edition, Editions
from kretslopp.settings import Federation, Publisher, QueryLimits, Settings
from kretslopp.web.app import create_app
from kretslopp.web.protocol.metrics import Metrics

Tell = Callable[[str], None]
_LOOK_SECONDS = 1.0  # between two looks for a new version
_WRITE_DUMPS = (
    "import sys; from pathlib import Path; from kretslopp.publication import dumps; "
    "dumps.ensure(Path(sys.argv[1]), print)"
)


@dataclass(frozen=True)
class Serving:
    """What every edition is made of. ``tell`` gets a line for whoever watches the server.

    ``nursery`` is where evaluators come from, if they are to share this program's memory.
    """

    questions: Mapping[str, Question]
    settings: Settings
    limits: QueryLimits
    federation: Federation
    publisher: Publisher
    tell: Tell
    nursery: Nursery | None = None
    metrics: Metrics = field(default_factory=Metrics)

    def of_files(self, paths: Sequence[Path]) -> Edition:
        """Return the edition of RDF files. Raises UnreadableInput for one that is none."""
        engine = self._engine(*paths)
        digest = hashlib.sha256()
        for path in paths:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        name = digest.hexdigest()[:16]
        app = create_app(
            engine,
            self.questions,
            self.settings,
            publisher=self.publisher,
            version=name,
            counts=self.metrics,
        )
        return Edition(name, app, engine.close)

    def of_version(self, directory: Path) -> Edition:
        """Return the edition of one version of a dataset, whose dumps are there.

        Raises UnreadableInput when it can't be opened.
        """
        opened: list[CachingEngine] = []

        def open_engine(path: Path) -> CachingEngine:
            opened.append(self._engine(path))
            return opened[0]

        try:
            release = open_release(directory, open_engine)
        except BaseException:
            for engine in opened:
                engine.close()
            raise
        app = create_app(
            release.engine,
            self.questions,
            self.settings,
            release=release,
            publisher=self.publisher,
            counts=self.metrics,
        )
        return Edition(str(directory), app, opened[0].close)

    def _engine(self, *paths: Path) -> CachingEngine:
        path, *further = paths
        engine = EvaluatorEngine(path, self.limits, further, self.nursery, self.federation)
        return CachingEngine(engine, self.settings.cache_bytes)


def serve_files(serving: Serving, paths: Sequence[Path]) -> Editions:
    """Return the application that answers from RDF files as they are now."""
    return Editions(serving.of_files(paths))


def serve_dataset(serving: Serving, path: Path) -> Editions:
    """Return the application that answers from the current version of a dataset.

    A version that becomes the current one later takes its place within some seconds.
    Raises UnreadableInput for what is no dataset.
    """
    editions = Editions(_open(serving, dataset.current(path)))
    threading.Thread(
        target=_follow, args=(serving, path, editions), name="follow", daemon=True
    ).start()
    return editions


def _follow(serving: Serving, path: Path, editions: Editions) -> None:
    """Look for new versions for as long as the process lives; each is tried once."""
    tried = ""
    while True:
        time.sleep(_LOOK_SECONDS)
        try:
            directory = dataset.current(path)
            if str(directory) not in (editions.name, tried):
                tried = str(directory)
                editions.replace(_open(serving, directory))
                serving.tell(f"serves      version {directory.name}")
        except (KretsloppError, OSError) as error:
            serving.tell(f"serves      version {Path(editions.name).name} still: {error}")


def _open(serving: Serving, directory: Path) -> Edition:
    if not dumps.are_current(directory):
        _write_dumps(directory, serving.tell)
    return serving.of_version(directory)


def _write_dumps(directory: Path, tell: Tell) -> None:
    """Write the dumps of a version in another process: it would keep this one from answering."""
    done = subprocess.run(
        [sys.executable, "-c", _WRITE_DUMPS, str(directory)],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in done.stdout.splitlines():
        tell(line)
    if done.returncode:
        last = (done.stderr.splitlines() or [""])[-1]
        raise EngineFailure(Fault(f"The dumps of {directory} can't be written: {last}"))
