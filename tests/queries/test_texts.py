"""The texts of the named questions: portable SPARQL 1.1, described as they are."""

import re

import pytest
from rdflib.plugins.sparql import prepareQuery

from kretslopp import artefacts, questions
from kretslopp.namespaces import PREFIXES

QUESTIONS = questions.load(artefacts.queries())

each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())


@each_question
def test_another_parser_reads_it_as_a_select_of_the_columns_described(question):
    parsed = prepareQuery(question.text)
    assert parsed.algebra.name == "SelectQuery"
    assert [str(variable) for variable in parsed.algebra.PV] == [
        column.name for column in question.columns
    ]


@each_question
def test_prefixes_are_ours_and_all_used(question):
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", question.text, re.MULTILINE)
    assert declared == sorted(declared)
    for prefix, namespace in declared:
        assert namespace == str(PREFIXES[prefix])
        assert question.text.count(f"{prefix}:") > 1, prefix


@each_question
def test_rows_come_in_a_stated_order(question):
    assert "ORDER BY" in question.text


@each_question
def test_name_and_title_are_a_question(question):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    for title in question.titles.values():
        assert title.endswith("?")
    assert all(text.endswith(".") for text in question.descriptions.values())


def test_numbers_are_local_so_a_question_about_them_names_a_municipality():
    about_all = {
        name
        for name, question in QUESTIONS.items()
        if "municipality" not in [parameter.name for parameter in question.parameters]
    }
    assert about_all == {"county-compilation", "involvements-of-organisation"}


@each_question
def test_lines_fit_a_page(question):
    assert max(map(len, question.text.splitlines())) <= 110
