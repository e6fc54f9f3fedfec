from collections.abc import Callable
from pathlib import Path

import pytest

from kretslopp.artefacts import data
from kretslopp.extraction import Extraction, extract

SOURCE = data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"


@pytest.fixture(scope="session")
def source_text() -> str:
    return SOURCE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def borlange() -> Extraction:
    return extract(SOURCE)


@pytest.fixture
def extract_text(tmp_path: Path) -> Callable[[str], Extraction]:
    def run(text: str) -> Extraction:
        path = tmp_path / "programme.txt"
        path.write_bytes(text.encode())
        return extract(path)

    return run
