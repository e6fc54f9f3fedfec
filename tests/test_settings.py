"""Who publishes: read from the environment, with an honest default and errors for people."""

from dataclasses import fields

import pytest

from kretslopp.errors import WrongUse
from kretslopp.settings import (
    Federation,
    FormLimits,
    Publisher,
    QueryLimits,
    Settings,
    from_environment,
)

VARIABLES = {item.name: item.metadata["variable"] for item in fields(Publisher)}


@pytest.mark.parametrize("settings", [Settings, QueryLimits, FormLimits, Publisher])
def test_every_setting_says_what_it_is_for(settings):
    assert len(fields(settings)) >= 3
    assert all(item.metadata["help"].endswith(".") for item in fields(settings))


def test_every_setting_of_the_publisher_has_a_variable_of_its_own():
    assert len(set(VARIABLES.values())) == len(VARIABLES)
    assert all(name.startswith("KRETSLOPP_") for name in VARIABLES.values())


def test_without_an_environment_nothing_is_made_up():
    publisher = from_environment(Publisher, {})
    assert publisher == Publisher()
    assert publisher.names() == {"sv": "Projektet Kretslopp", "en": "The Kretslopp project"}
    assert not publisher.has_contact
    assert publisher.base == "https://w3id.org/kretslopp/"


def test_a_municipality_that_publishes():
    publisher = from_environment(
        Publisher,
        {
            "KRETSLOPP_PUBLISHER_NAME": "Borlänge kommun",
            "KRETSLOPP_PUBLISHER_TYPE": "LocalAuthority",
            "KRETSLOPP_PUBLISHER_ORGANISATION_NUMBER": "212000-0000",
            "KRETSLOPP_CONTACT_EMAIL": "data@example.org",
            "KRETSLOPP_PUBLIC_BASE": "https://data.example.org/kretslopp/",
            "KRETSLOPP_PUBLISHER_HOMEPAGE": " ",
            "UNRELATED": "x",
        },
    )
    assert publisher.names() == {"sv": "Borlänge kommun", "en": "Borlänge kommun"}
    assert publisher.has_contact
    assert publisher.organisation_number == "2120000000"
    assert publisher.homepage == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("contact_email", "kommunen", "“kommunen” is not an e-mail address. Write it as"),
        ("contact_email", "a@b", "is not an e-mail address"),
        ("contact_email", "a b@example.org", "is not an e-mail address"),
        ("contact_page", "www.example.org", "is not a web address"),
        ("homepage", "ftp://example.org", "is not a web address"),
        ("homepage", "https://example.org/a b", "is not a web address"),
        ("homepage", 'https://example.org/">', "is not a web address"),
        ("homepage", "https://[example.org", "is not a web address"),
        ("base", "https://example.org", "End it with a slash"),
        ("base", "https://example.org/?a/", "End it with a slash"),
        ("base", "/kretslopp/", "is not a web address"),
        ("kind", "Kommun", "is not a type of publisher. Use Academia"),
        ("availability", "FOREVER", "Use TEMPORARY, EXPERIMENTAL, AVAILABLE, STABLE"),
        ("organisation_number", "12345", "Write its ten digits"),
    ],
)
def test_a_wrong_value_names_its_variable(name, value, message):
    with pytest.raises(WrongUse) as caught:
        from_environment(Publisher, {VARIABLES[name]: value})
    assert str(caught.value).startswith(f"{VARIABLES[name]}: ")
    assert message in str(caught.value)


def test_every_wrong_value_is_told_at_once():
    with pytest.raises(WrongUse) as caught:
        from_environment(
            Publisher, {"KRETSLOPP_CONTACT_EMAIL": "x", "KRETSLOPP_PUBLISHER_TYPE": "x"}
        )
    assert len(caught.value.faults) == 2


def test_limits_are_read_from_the_environment():
    assert from_environment(QueryLimits, {}) == QueryLimits()
    given = {"KRETSLOPP_QUERY_SECONDS": " 3 ", "KRETSLOPP_WAIT_SECONDS": "0", "OTHER": "x"}
    assert from_environment(QueryLimits, given) == QueryLimits(query_seconds=3, wait_seconds=0)
    assert from_environment(Settings, {"KRETSLOPP_CACHE_BYTES": "0"}) == Settings(cache_bytes=0)


def test_every_limit_that_is_wrong_is_told_with_what_it_is_for():
    given = {"KRETSLOPP_QUERY_SECONDS": "0", "KRETSLOPP_NESTING": "deep"}
    with pytest.raises(WrongUse) as error:
        from_environment(QueryLimits, given)
    told = [str(fault) for fault in error.value.faults]
    assert len(told) == 2
    assert told[0].startswith("KRETSLOPP_QUERY_SECONDS: “0” is not a whole number from 1 up.")
    assert QueryLimits.__dataclass_fields__["nesting"].metadata["help"] in told[1]


def test_addresses_that_service_may_reach_are_web_addresses():
    given = {"KRETSLOPP_SERVICES": " https://a.example/sparql\n http://b.example:8/q?x ",
             "KRETSLOPP_SERVICE_SECONDS": "3"}  # fmt: skip
    federation = from_environment(Federation, given)
    assert federation.addresses == {"https://a.example/sparql", "http://b.example:8/q?x"}
    assert federation.service_seconds == 3
    assert from_environment(Federation, {}).addresses == frozenset()
    with pytest.raises(WrongUse, match="KRETSLOPP_SERVICES: “file:///etc” is not a web address"):
        from_environment(Federation, {"KRETSLOPP_SERVICES": "https://a.example file:///etc"})
