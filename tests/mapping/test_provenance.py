import pytest
from rdflib import Literal

from kretslopp import artefacts, tables
from kretslopp.building import sources
from kretslopp.extraction import extract
from kretslopp.mapping import programme, registers
from kretslopp.mapping.provenance import provenance_graph, tables_of
from kretslopp.namespaces import KL, KL_ID, PROV, RDF, XSD

RECORD = KL_ID["record/borlange/2023-2026/"]


def records(data):
    source = sources.read_manifest(data)["borlange/2023-2026"]
    found = programme.read_programme(
        data / "tables" / source.programme, registers.read_registers(data)
    )
    return provenance_graph(found, source.document, source.corrections)


@pytest.fixture(scope="module")
def graph():
    return records(artefacts.data())


def cell(graph, record, head):
    (found,) = (item for item in graph.objects(record, KL.cell)
                if graph.value(item, KL.columnHead) == Literal(head))  # fmt: skip
    return graph.value(found, KL.printedValue), graph.value(found, KL.correctedValue), found


def test_a_row_keeps_where_it_stood_and_every_cell(graph):  # lines 448-454
    record = RECORD + "municipal/K8"
    number = {name: graph.value(record, KL[name]) for name in ("row", "firstLine", "lastLine")}
    assert number == {
        "row": Literal("9", datatype=XSD.integer),
        "firstLine": Literal("448", datatype=XSD.integer),
        "lastLine": Literal("454", datatype=XSD.integer),
    }
    assert graph.value(record, KL.table) == RECORD + "municipal"
    assert cell(graph, record, "lagkrav")[0] == Literal("-")
    assert cell(graph, record, "åtgärder")[0].endswith("avlopp/slam. *")


def test_an_empty_cell_has_no_record(graph):
    heads = {str(graph.value(item, KL.columnHead))
             for item in graph.objects(RECORD + "municipal/K14", KL.cell)}  # fmt: skip
    assert heads == {"nr", "målområde", "åtgärder", "mål", "regional_åtgärd", "år", "ansvar"}


def test_a_table_lists_the_columns_that_the_document_has(graph):
    columns = {str(head) for head in graph.objects(RECORD + "municipal", KL.column)}
    assert columns == {
        "nr", "målområde", "åtgärder", "rekommenderas", "mål", "regional_åtgärd", "år", "ansvar",
        "lagkrav",
    }  # fmt: skip
    # The region was added by a correction: the document has no such column.
    plan = {str(head) for head in graph.objects(RECORD + "plan", KL.column)}
    assert plan == {"kommun", "titel", "planperiod", "programperiod"}


def test_a_corrected_cell_keeps_what_was_printed_and_who_changed_it(graph):
    printed, corrected, found = cell(graph, RECORD + "municipal/K23", "åtgärder")
    assert "sällanförpackningar3 3på" in printed
    assert "sällanförpackningar3 på" in corrected
    assert graph.value(found, PROV.wasAttributedTo) == KL_ID["agent/projektet-kretslopp"]
    assert graph.value(found, KL.reason)
    printed, corrected, _ = cell(graph, RECORD + "plan/2", "region")
    assert (printed, corrected) == (None, Literal("Dalarna"))


def test_the_document_is_described(graph):
    document = KL_ID["document/borlange/2023-2026"]
    assert (document, RDF.type, KL.SourceDocument) in graph
    assert graph.value(document, KL.fileName) == Literal("borlange-atgardsprogram-2023-2026.txt")
    assert len(graph.value(document, KL.sha256)) == 64


def test_the_tables_are_rebuilt_from_the_graph_cell_by_cell(graph):
    source = sources.read_manifest(artefacts.data())["borlange/2023-2026"]
    extracted = extract(source.path).tables
    rebuilt = tables_of(graph, "borlange", "2023-2026")
    assert set(rebuilt) == {"plan", "regional", "municipal", "footnotes"}
    for name, table in extracted.items():
        assert tables.to_csv(rebuilt[name]) == tables.to_csv(table)


def test_no_records_no_tables(graph):
    assert tables_of(graph, "falun", "2023-2026") == {}


@pytest.mark.parametrize(
    ("column", "term"), [("osäkra_kolumner", KL.uncertainColumn), ("egna_ord", KL.rewordedColumn)]
)
def test_what_is_uncertain_or_in_our_words_is_named(data, column, term):
    path = data / "tables" / "borlange" / "2023-2026" / "municipal.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    lines = [head + f",{column}", first + ",år; ansvar", *(row + "," for row in rest)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    graph = records(data)
    assert set(graph.objects(RECORD + "municipal/K1", term)) == {Literal("år"), Literal("ansvar")}
    assert tables_of(graph, "borlange", "2023-2026")["municipal"].rows[0][column] == "år; ansvar"


def with_cells(data, table, **cells):
    """Return the records with these cells in further columns of a table's first row."""
    path = data / "tables" / "borlange" / "2023-2026" / f"{table}.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    lines = [
        ",".join([head, *cells]),
        ",".join([first, *cells.values()]),
        *(row + "," * len(cells) for row in rest),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return records(data)


def test_what_is_ours_is_not_printed(data):
    graph = with_cells(data, "municipal", egna_ord="år", anmärkning="Vår undran")
    values = {
        str(graph.value(item, KL.columnHead)): (
            graph.value(item, KL.printedValue),
            graph.value(item, KL.ourValue),
        )
        for item in graph.objects(RECORD + "municipal/K1", KL.cell)
    }
    assert values["år"] == (None, Literal("2025"))
    assert values["anmärkning"] == (None, Literal("Vår undran"))
    assert values["lagkrav"] == (Literal("X"), None)
    assert cell(graph, RECORD + "municipal/K2", "år")[0] == Literal("2023-2024")


def test_a_word_that_is_chosen_from_our_list_is_ours_and_a_mark_is_printed(data):
    """A plan's status is a word of the contract, whatever the plan says of itself."""
    graph = with_cells(data, "plan", status="antagen")
    plan = RECORD + "plan/2"
    printed, _, status = cell(graph, plan, "status")
    assert (printed, graph.value(status, KL.ourValue)) == (None, Literal("antagen"))
    assert set(graph.subject_objects(KL.rewordedColumn)) == {(plan, Literal("status"))}
    assert cell(graph, plan, "titel")[0] == Literal("Kretsloppsplan 2023-2030")
    assert cell(graph, RECORD + "municipal/K1", "lagkrav")[0] == Literal("X")


def test_an_empty_cell_is_in_no_words(data):
    graph = with_cells(data, "municipal", egna_ord="medverkande")
    assert (None, KL.rewordedColumn, None) not in graph


@pytest.mark.parametrize(("mark", "said"), [("X", "true"), ("nej", "false"), ("", None)])
def test_a_row_that_is_known_at_second_hand_says_so(data, mark, said):
    graph = with_cells(data, "municipal", andrahand=mark)
    found = [str(value) for value in graph.objects(RECORD + "municipal/K1", KL.secondHand)]
    assert found == ([] if said is None else [said])
    assert (RECORD + "municipal/K2", KL.secondHand, None) not in graph


@pytest.mark.parametrize(
    ("scope", "said"), [("hel", "false"), ("delar", "true"), ("Delar", "true")]
)
def test_whether_the_tables_hold_all_is_said_either_way(data, scope, said):
    graph = with_cells(data, "plan", omfattning=scope)
    assert [str(value) for value in graph.objects(RECORD + "plan/2", KL.partial)] == [said]
