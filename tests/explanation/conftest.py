"""What explains triples of all the real data."""

import pytest
from rdflib import Literal

from kretslopp import dataset
from kretslopp.engine import open_dataset
from kretslopp.explanation import Explainer
from kretslopp.namespaces import KL_ID, PREFIXES


@pytest.fixture(scope="session")
def version(whole):
    return dataset.current(whole)


@pytest.fixture(scope="session")
def engine(version):
    return open_dataset(version)


@pytest.fixture(scope="session")
def explainer(engine, version):
    return Explainer(engine, version)


def term(text):
    """Return a term written short: ``kl:Goal``, ``goal/borlange/2023-2030/4`` or a Literal."""
    if isinstance(text, Literal):
        return text
    prefix, colon, name = text.partition(":")
    return PREFIXES[prefix][name] if colon and prefix in PREFIXES else KL_ID[text]


@pytest.fixture(scope="session")
def why(explainer):
    """Explain a triple written short."""
    return lambda *terms: explainer.explain(tuple(map(term, terms)))
