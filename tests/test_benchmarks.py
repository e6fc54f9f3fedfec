"""What the benchmarks stand on: a synthetic Sweden that is the same every time and is valid."""

from pathlib import Path

import pytest

from benchmarks import sweden
from kretslopp.building import build


def files(directory: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(directory): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def test_the_same_sweden_every_time(tmp_path):
    assert files(sweden.write(tmp_path / "a", 3)) == files(sweden.write(tmp_path / "b", 3))


def test_a_larger_sweden_begins_like_a_smaller_one(tmp_path):
    small, large = (files(sweden.write(tmp_path / str(size), size) / "tables") for size in (3, 20))
    assert small.items() <= large.items()


def test_it_says_that_it_is_synthetic(tmp_path):
    data = sweden.write(tmp_path / "data", 2)
    assert all("syntetstad" in path.parts[0] for path in files(data / "tables"))


@pytest.mark.slow
def test_it_goes_through_our_tables_and_shapes(tmp_path):
    data = sweden.write(tmp_path / "data", 5)
    built = build(data, tmp_path / "dataset", lambda _: None)
    assert len(built.rebuilt) == 1 + 5
