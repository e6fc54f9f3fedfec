"""Which room may import which: the rooms follow the way of the data, from top to bottom."""

import ast
from pathlib import Path

import kretslopp
from kretslopp.building.inputs import READERS

PACKAGE = Path(kretslopp.__file__).parent
ROOMS = (
    "namespaces",
    "characters",
    "addresses",
    "errors",
    "extras",
    "languages",
    "text_table",
    "words",
    "settings",
    "artefacts",
    "schema",
    "tables",
    "curation",
    "ontology",
    "extraction",
    "mapping",
    "validation",
    "reasoning",
    "dataset",
    "engine",
    "building",
    *READERS,
)
# What a room may do that no other may.
ONLY = {"pyoxigraph": "engine", "SPARQLWrapper": "engine", "pyshacl": "validation",
        "owlrl": "reasoning", "click": "cli", "granian": "serving", "flask": "web",
        "prometheus_client": "web", "brotli": "web", "zstandard": "web",
        "pandas": "comparison", "matplotlib": "comparison",
        "pdfplumber": "extraction", "pdfminer": "extraction",
        "openpyxl": "workbooks", "xlsxwriter": "workbooks"}  # fmt: skip
# The console script starts the server with an application in its hands.
ALSO = {("cli", "flask")}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            if node.module == "kretslopp":
                yield from (f"kretslopp.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def modules():
    found = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]
    assert len(found) > 50
    for path in found:
        yield path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path


def test_every_room_has_its_place():
    assert {room for room, _ in modules()} == set(ROOMS)


def test_no_room_imports_one_below_it():
    for room, path in modules():
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("kretslopp.") else None
            if other in ROOMS:
                assert ROOMS.index(other) <= ROOMS.index(room), f"{path} imports {name}"


def test_a_library_is_one_rooms_own():
    for room, path in modules():
        for name in imports(path):
            owner = ONLY.get(name.split(".")[0])
            assert owner in (None, room) or (room, name) in ALSO, f"{path} imports {name}"


def test_modules_stay_small():
    for _, path in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, f"{path} has {lines} lines: two rooms in one?"
