"""What CITATION.cff says agrees with the package and the changelog."""

import re
import tomllib

from kretslopp import __version__, artefacts
from kretslopp.publication.release import WHOLE

HOME = artefacts.data().parent


def field(name):
    text = (HOME / "CITATION.cff").read_text(encoding="utf-8")
    return re.findall(rf'^{name}: "?([^"\n]*)"?$', text, re.MULTILINE)


def test_the_version_is_the_packages():
    package = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    assert field("version") == [__version__] == [package["project"]["version"]]


def test_the_date_is_the_changelogs_once_the_version_is_released():
    changelog = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## " in changelog
    dated = re.findall(rf"^## \[?{re.escape(__version__)}\]? - (\S+)$", changelog, re.MULTILINE)
    assert field("date-released") == dated


def test_the_dataset_is_cited_by_its_address():
    assert f'    url: "{WHOLE}"\n' in (HOME / "CITATION.cff").read_text(encoding="utf-8")
