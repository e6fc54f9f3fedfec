"""The documents of the project: which there are, and the examples that stand in them."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import make_server

from kretslopp import artefacts, questions
from kretslopp.engine import Engine
from kretslopp.publication.release import Release
from kretslopp.web import create_app

CHECKOUT = artefacts.data().parent
ROOMS = ("ontology", "data", "shapes", "queries", "server", "tests")
# Where “make serve” answers, and so where the examples ask.
ADDRESS = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def documents() -> list[Path]:
    """The documents, as paths from the top of the checkout."""
    rooms = (path for room in ROOMS for path in (CHECKOUT / room).rglob("*.md"))
    return sorted(path.relative_to(CHECKOUT) for path in (*CHECKOUT.glob("*.md"), *rooms))


def text(document: str | Path) -> str:
    """The text of a document."""
    return (CHECKOUT / document).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A block of code in a document: its language, and the text between the fences."""

    document: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def blocks() -> Iterator[Block]:
    """All blocks of code of all documents."""
    for document in documents():
        whole = text(document)
        fences = len(re.findall(r"^ *```", whole, re.MULTILINE))
        found = list(_BLOCK.finditer(whole))
        assert fences == 2 * len(found), f"{document} has a fence that opens or closes no block"
        for match in found:
            line = whole.count("\n", 0, match.start()) + 1
            yield Block(document, line, match["language"], match["text"])


@contextmanager
def serving(release: Release | None, engine: Engine | None = None) -> Iterator[str]:
    """Serve a release, as “make serve” does, or what an engine has, and give its address."""
    answering = release.engine if release else engine
    app = create_app(answering, questions.load(artefacts.queries()), release=release)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
