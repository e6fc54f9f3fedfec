"""All in this folder is slow by nature: whole sites, wheels, kills, any layout of a PDF."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here as slow, and let it begin: files that take long come before others.

    The hook is given the tests of other folders too.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not item.path.is_relative_to(HERE))
