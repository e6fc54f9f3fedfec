"""A civil servant: which actions serve goal 4, who is responsible, what has no goal at all?"""

import csv
import io

import pytest

from kretslopp import artefacts, questions
from kretslopp.dataset import current
from kretslopp.engine import open_dataset
from kretslopp.web import create_app


@pytest.fixture
def browser(built):
    return create_app(
        open_dataset(current(built)), questions.load(artefacts.queries())
    ).test_client()


def test_from_the_start_page_to_an_answer_in_a_spreadsheet(browser):
    start = browser.get("/", headers={"Accept": "text/html", "Accept-Language": "sv"},
                        follow_redirects=True)  # fmt: skip
    assert start.status_code == 200
    assert 'lang="sv"' in start.text
    assert "/sv/questions/actions-of-goal" in start.text
    page = browser.get("/sv/questions/actions-of-goal?goal=4", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Implementera riktlinje för krav vid upphandling där byggavfall uppstår." in page.text
    download = browser.get("/questions/actions-of-goal.csv?goal=4")
    numbers = [row["number"] for row in csv.DictReader(io.StringIO(download.text))]
    assert " ".join(numbers) == "R2 R3 R4 R10 R11 R12 R13 R14 R19 K1 K3 K4 K5 K6 K7 K18"


def test_a_wrong_goal_is_explained_in_the_page(browser):
    page = browser.get("/sv/questions/actions-of-goal?goal=44", headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "44" in page.text
    assert "Traceback" not in page.text


def test_the_same_on_the_command_line(kretslopp, built):
    result = kretslopp("ask", "actions-without-goal", "--dataset", built, "--format", "csv")
    numbers = {row["number"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert numbers == {"R17", "K12", "K14", "K15", "K16", "K19"}
