"""The schema holds together: what it names is there, and what is there is used."""

import json
import re
import warnings

from csvw import CSVW

from kretslopp import artefacts, comparison, ontology
from kretslopp.languages import LANGUAGES
from kretslopp.mapping.values import WAYS
from kretslopp.namespaces import KL, RDF
from kretslopp.publication.dumps.tables import descriptors
from kretslopp.schema import CONTRACTS, THINGS, Value, codebook, heads_of, origin
from kretslopp.schema.csvw import METADATA

COLUMNS = [(table, column) for table in CONTRACTS.values() for column in table.columns]


def test_what_a_column_says_is_said_of_things_of_its_table():
    of_table = {name: {t.name for t in THINGS if name in t.tables} for name in CONTRACTS}
    everywhere = {thing.name for thing in THINGS}
    for table, column in COLUMNS:
        for statement in column.says:
            assert set(statement.of) <= everywhere
            assert set(statement.of) & of_table[table.name], (table.name, column.name)


def test_columns_that_are_named_are_there():
    for table, column in COLUMNS:
        if column.codes_of:
            other, head = column.codes_of
            assert CONTRACTS[other].column(head), (table.name, column.name)
    for table in CONTRACTS.values():
        for head in (*table.key, *filter(None, [table.code])):
            assert table.column(head), (table.name, head)
    for thing in THINGS:
        for made in thing.made.values():
            for cell in (cell for cells in made.columns for cell in cells.split("|")):
                other, _, head = cell.rpartition(".")
                assert all(CONTRACTS[name].column(head) for name in [other or thing.tables[0]])


def test_there_is_a_way_to_make_each_value_and_each_is_used():
    used = {statement.value for _, column in COLUMNS for statement in column.says}
    assert used == set(Value) == set(WAYS)


def test_every_column_is_described_in_both_languages():
    for _, column in COLUMNS:
        assert all(column.labels[language] for language in LANGUAGES)
        assert len(set(column.about.values())) == len(LANGUAGES)


def test_the_way_back_finds_the_columns_of_a_property():
    assert heads_of(KL.legallyRequired) == ("lagkrav",)
    assert heads_of(KL.responsible, "action") == ("ansvar",)
    assert heads_of(KL.area, "target") == ("område",)
    assert heads_of(KL.startYear, "plan") == ("planperiod",)
    assert heads_of(KL.startYear, "org") == ()
    assert origin("municipal", "action", RDF.type).columns == ()


def test_every_variable_of_the_codebook_is_a_column_somewhere():
    described = (*comparison.descriptors().values(), *descriptors().values())
    used = {column.name for table in described for column in table.columns}
    used |= {column.name for column in comparison.explanation().columns}
    assert used == set(codebook())


def test_a_link_is_to_iris_of_the_same_label():
    linked = [(v, codebook()[v.link]) for v in codebook().values() if v.link not in (None, v.name)]
    assert len(linked) > 10
    for names, iris in linked:
        assert (iris.type, iris.is_list) == ("anyURI", names.is_list), names.name
        assert iris.labels == {of: f"{text} (IRI)" for of, text in names.labels.items()}


def test_a_column_for_each_language_says_which():
    titles = [codebook()[f"title_{language}"] for language in ("sv", "en")]
    assert [title.language for title in titles] == ["sv", "en"]
    assert [title.labels["en"] for title in titles] == ["Text in Swedish", "Text in English"]
    assert titles[1].labels["sv"] == "Text på engelska"


def test_what_variables_say_is_of_the_ontology():
    vocabulary = ontology.load(artefacts.ontology())
    said = {variable.predicate for variable in codebook().values() if variable.predicate}
    ours = {term for term in said if term.startswith(str(KL))}
    assert len(ours) > 10
    assert all((term, RDF.type, None) in vocabulary for term in ours)


def test_the_document_of_the_tables_lists_them():
    readme = (artefacts.data() / "README.md").read_text("utf-8")
    section = readme.partition("\n## Tables\n")[2].partition("\n## ")[0]
    listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert listed[: len(CONTRACTS)] == list(CONTRACTS)


def test_the_question_of_completeness_leaves_out_what_is_bookkeeping():
    query = (artefacts.queries() / "comparison" / "completeness-of-tables.rq").read_text("utf-8")
    (left_out,) = re.findall(r"\?column NOT IN \(\s*(.*?)\s*\)", query, re.DOTALL)
    bookkeeping = {
        column.name for column in CONTRACTS["municipal"].columns if column.is_bookkeeping
    }
    assert set(re.findall(r'"(.*?)"', left_out)) == bookkeeping


def test_csv_on_the_web_finds_the_tables_as_they_are_described(tmp_path):
    home = artefacts.data() / "tables"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert CSVW(str(home / METADATA), validate=True).is_valid
    described = json.loads((home / METADATA).read_text("utf-8"))["tables"]
    files = {path.relative_to(home).as_posix() for path in home.glob("*/*/*.csv")}
    assert {table["url"] for table in described} == files
