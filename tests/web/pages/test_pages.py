"""What holds for every page: reachable, sound, accessible, without outside requests."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag

import pytest

import kretslopp.web
from web.page import Page

QUERY = "SELECT ?o { <https://w3id.org/kretslopp/id/municipality/borlange> ?p ?o }"


def is_local(address):
    return address.startswith(("/", "#", "?"))


@pytest.fixture(scope="module")
def crawled(app):
    """Every page that can be reached from the start pages: address → answer."""
    client = app.test_client()
    accept = {"Accept": "text/html,*/*;q=0.5"}
    # Forms are not followed: a comparison is given.
    waiting, answers = ["/sv/", "/en/", "/sv/compare?by=timing", "/en/compare?by=targets"], {}
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        answers[address] = client.get(address, headers=accept)
        if answers[address].mimetype == "text/html":
            links = Page(answers[address].text).links
            waiting += [urldefrag(link).url for link in links if is_local(link) and link[0] == "/"]
    return answers


@pytest.fixture(scope="module")
def html(crawled):
    return {
        address: Page(answer.text)
        for address, answer in crawled.items()
        if answer.mimetype == "text/html"
    }


def test_every_link_leads_somewhere(crawled, html):
    assert len(crawled) > 150
    assert {answer.status_code for answer in crawled.values()} == {200}
    for address, page in html.items():
        for link in page.links:
            target, fragment = urldefrag(link)
            if fragment and is_local(link):
                assert fragment in html[target or address].ids, (address, link)


def test_every_page_is_sound(html):
    assert len(html) > 60
    for address, page in html.items():
        assert page.open == [], address
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], address
        assert page.language == address.split("/")[1], address


def test_every_page_can_be_walked_by_keyboard_and_voice(html):
    for address, page in html.items():
        assert page.links[0] == "#content", address
        assert "content" in page.ids, address
        assert set(page.fields) <= set(page.labels), address
        assert page.headings.count(1) == 1, address
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(deeper - above <= 1 for above, deeper in steps), address


def test_no_page_loads_from_elsewhere_or_has_anything_inline(html):
    for address, page in html.items():
        assert page.loaded, address
        assert all(source.startswith(("/static/", "/sv/", "/en/")) for source in page.loaded)
        names = {name for _, name in page.attributes}
        assert not any(name == "style" or name.startswith("on") for name in names), address


def test_every_page_says_source_licence_and_other_language(crawled, html):
    for address, page in html.items():
        text = crawled[address].text
        assert "https://creativecommons.org/publicdomain/zero/1.0/" in text, address
        assert "https://opensource.org/license/mit" in text, address
        other = "/en/" if address.startswith("/sv/") else "/sv/"
        assert page.links[2] == other + address[4:], address


def test_the_switch_keeps_page_and_parameters(client):
    for address, other in (
        ("/sv/questions/actions-of-goal?goal=4&municipality=borl%C3%A4nge", None),
        ("/sv/sparql?query=ASK+%7B%7D&format=html", None),
        ("/sv/?_external=1&language=x&_anchor=y", None),
        ("/sparql?query=ASK+%7B%7D", "/en/sparql?query=ASK+%7B%7D"),
        ("/sv/%C3%A5?a=%22%3E", "/en/%C3%A5?a=%22%3E"),
        ("/nowhere", "/en/nowhere"),
    ):
        answer = client.get(address, headers={"Accept": "text/html"})
        expected = other or address.replace("/sv/", "/en/")
        assert Page(answer.text).links[2] == expected


def test_pages_work_under_a_prefix(app):
    client = app.test_client()
    overrides = {"SCRIPT_NAME": "/kretslopp", "PATH_INFO": "/sv/"}
    page = Page(client.get("/sv/", environ_overrides=overrides).text)
    assert all(link.startswith("/kretslopp/") for link in page.links if link.startswith("/"))
    assert all(source.startswith("/kretslopp/static/") for source in page.loaded)


@pytest.mark.parametrize(
    "address", ["/sv/", "/sparql?query=ASK{}", "/nowhere", "/static/kretslopp.css"]
)
def test_every_answer_has_the_security_headers(client, address):
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


STYLE = (
    Path(kretslopp.web.__file__).with_name("static").joinpath("kretslopp.css").read_text("utf-8")
)


def luminance(colour):
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "ground", 4.5),
        ("ink", "panel", 4.5),
        ("quiet", "ground", 4.5),
        ("quiet", "panel", 4.5),
        ("green", "ground", 4.5),
        ("green", "panel", 4.5),
        ("ground", "green", 4.5),
        ("ground", "green-dark", 4.5),
        ("wrong", "wrong-ground", 4.5),
        ("ink", "wrong-ground", 4.5),
        ("edge", "ground", 3),
        ("focus", "ink", 3),
        ("ink", "focus", 4.5),
    ],
)
def test_contrast(text, ground, least):
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLE))
    assert contrast(colours[text], colours[ground]) >= least


def test_the_style_sheet_loads_nothing():
    assert "url(" not in STYLE
    assert "@import" not in STYLE
