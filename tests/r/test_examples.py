"""The examples in R print what the documents say; base R alone runs them."""

import os
import re
import subprocess

import pytest

from documents import ADDRESS, blocks, serving

EXAMPLES = [block for block in blocks() if block.language == "r"]


def test_there_are_examples():
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_an_example_prints_what_it_says(block, whole_release, tmp_path):
    script = tmp_path / "example.R"
    with serving(whole_release) as address:
        script.write_text(block.text.replace(ADDRESS, address), encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "--vanilla", script],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    said = re.findall(r"^#> ?(.*)$", block.text, re.MULTILINE)
    assert done.stdout.splitlines() == said
