"""Prefixes mean one thing in every file that people write."""

import re

from kretslopp import artefacts
from kretslopp.namespaces import PREFIXES

_TURTLE = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def test_every_file_uses_our_prefixes():
    files = [
        *artefacts.ontology().rglob("*.ttl"),
        *artefacts.shapes().rglob("*.ttl"),
        *artefacts.queries().rglob("*.rq"),
        *artefacts.shapes().rglob("*.rq"),
        *(artefacts.data() / "graph").rglob("*.ttl"),
    ]
    assert len(files) > 50
    known = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    for path in files:
        for prefix, namespace in _TURTLE.findall(path.read_text(encoding="utf-8")):
            assert known.get(prefix) == namespace, f"{path}: {prefix}: <{namespace}>"


def test_no_two_prefixes_share_a_namespace():
    assert len(set(map(str, PREFIXES.values()))) == len(PREFIXES)
