"""The walk-through of the README, run as it stands against a server of the real data."""

import doctest
import re
import threading

import pytest
from werkzeug.serving import make_server

from kretslopp import artefacts, questions
from kretslopp.dataset import current
from kretslopp.engine import open_dataset
from kretslopp.web import create_app

README = (artefacts.data().parent / "README.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def address(whole):
    app = create_app(open_dataset(current(whole)), questions.load(artefacts.queries()))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def test_the_questions_have_the_answers_that_the_readme_prints(address):
    blocks = re.findall(r"```pycon\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 4
    text = "".join(blocks)
    assert text.count(ADDRESS) == 1
    test = doctest.DocTestParser().get_doctest(
        text.replace(ADDRESS, address), {}, "README.md", "README.md", 0
    )
    said = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted == 17


def test_the_addresses_for_r_answer(address):
    """R is not run here: what it reads is."""
    (block,) = re.findall(r"```r\n(.*?)```", README, re.DOTALL)
    prefix = re.search(r'"http://127\.0\.0\.1:8000(/compare\?[^"]*)"', block)[1]
    names = re.findall(r'^compare\("([a-z-]+)"\)', block, re.MULTILINE)
    assert len(names) == 3
    import pandas as pd

    for name in names:
        frame = pd.read_csv(f"{address}{prefix}by={name}&format=csv")
        used = re.search(
            rf'compare\("{name}"\)(.*?)(?=^compare|\Z)', block, re.DOTALL | re.MULTILINE
        )
        columns = [column for column in frame.columns if re.search(rf"\b{column}\b", used[1])]
        assert len(columns) >= 3
        assert len(frame) > 5
