"""RDF files that could swell, nest without end, or hold what rdflib can't: a sentence each."""

import pytest

from kretslopp import comparison
from kretslopp.engine import open_file
from kretslopp.errors import UnreadableInput

BOM = b"\xef\xbb\xbf"
EX = "http://example.org/"
TTL = f'<{EX}a> <{EX}b> "c" .\n'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/a"><e:b>c</e:b></rdf:Description></rdf:RDF>'
)
JSON_LD = f'{{"@id": "{EX}a", "{EX}b": "c"}}'
GRAPHS = TTL.replace(" .", f" <{EX}g> .")
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    + "]>\n" + RDF.replace(">c<", ">&a10;<")
)  # fmt: skip
LITERALS = f"""@prefix ex: <{EX}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a ex:b "yes"^^xsd:boolean, "TRUE"^^xsd:boolean, "-1.5"^^xsd:decimal,
  "-0044"^^xsd:gYear, "0000"^^xsd:gYear, "-0012-11-29"^^xsd:date, "2023-02-30"^^xsd:date,
  "99999-01-01"^^xsd:date, "" .
"""


def nested_json(depth):
    return f'{{"@id": "{EX}a", "{EX}b":\n' * depth + "1" + "}" * depth


def nested_xml(depth):
    return RDF.replace("<e:b>c</e:b>", "<e:b><e:A>" * depth + "</e:A></e:b>" * depth)


@pytest.fixture
def write(tmp_path):
    def run(ending, body):
        path = tmp_path / f"x.{ending}"
        path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
        return path

    return run


@pytest.mark.parametrize(
    ("ending", "body"),
    [("ttl", TTL), ("nt", TTL), ("trig", TTL), ("nq", GRAPHS), ("rdf", RDF), ("jsonld", JSON_LD)],
)
def test_a_byte_order_mark_is_read(write, ending, body):
    engine = open_file(write(ending, BOM + body.encode("utf-8")))
    assert [str(row[0]) for row in engine.select("SELECT ?o { ?s ?p ?o }").rows] == ["c"]


REFUSED = [
    ("rdf", BOMB, 2, None, "declares a document type"),
    ("rdf", nested_xml(101), 1, None, "nest deeper than 200"),
    ("rdf", "<rdf:RDF", 1, None, "is not XML"),
    ("jsonld", nested_json(5000), 201, 1, "nest deeper than 200"),
    ("jsonld", f'{{"@id": "{EX}å", "{EX}b":' + "[" * 300 + "1" + "]" * 300 + "}", 1, None, "nest"),
    ("ttl", f'# <<\n<{EX}a> <{EX}b> "@en--ltr <<" , "x"@ar--rtl .', 2, 66, "RDF 1.2"),
    ("ttl", f"<{EX}a> <{EX}b> <{EX}c>\n {{| <{EX}p> 1 |}} .", 2, 2, "RDF 1.2"),
    ("ttl", f"<{EX}a> <{EX}b> <<( <{EX}a> <{EX}b> 1 )>> .", 1, None, "RDF 1.2"),
    ("nq", f'<{EX}a> <{EX}b> "x"@ar--rtl <{EX}g> .\n', 1, None, "RDF 1.2"),
]


@pytest.mark.parametrize(("ending", "body", "line", "character", "words"), REFUSED)
def test_what_is_refused_has_its_line_and_column(write, ending, body, line, character, words):
    with pytest.raises(UnreadableInput, match=words) as refused:
        open_file(write(ending, body))
    (fault,) = refused.value.faults
    assert fault.place.line == line
    assert fault.place.character
    assert character in (None, fault.place.character)


@pytest.mark.parametrize("command", ["validate", "query", "diff", "compare"])
@pytest.mark.parametrize(("ending", "body"), [("rdf", BOMB), ("jsonld", nested_json(5000))])
def test_every_command_that_reads_a_file_says_so(kretslopp, write, command, ending, body):
    path = write(ending, body)
    arguments = {
        "validate": ("--dataset", path),
        "query": ("-", "--dataset", path),
        "diff": (path, path),
        "compare": ("x", "y", "--by", "timing", "--dataset", path),
    }[command]
    result = kretslopp(command, *arguments, stdin="ASK {}")
    assert result.exit_code == 2, result.output
    assert "x." in result.stderr
    assert ", line " in result.stderr
    assert "Traceback" not in result.output


def test_a_comparison_says_so(write):
    with pytest.raises(UnreadableInput, match=r"RDF 1\.2"):
        comparison.open(write("ttl", f'<{EX}a> <{EX}b> "x"@ar--rtl .'))


def test_depth_that_is_usual_is_read(write):
    open_file(write("jsonld", nested_json(100)))
    open_file(write("rdf", nested_xml(98)))
    brackets = "[" * 500 + '\\"' + "{" * 500
    open_file(write("jsonld", f'{{"@id": "{EX}a", "{EX}b": "{brackets}"}}'))


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_each_literal_stays_as_it_is(write, caplog):
    engine = open_file(write("ttl", LITERALS))
    texts = {str(row[0]) for row in engine.select("SELECT ?o { ?s ?p ?o }").rows}
    assert texts == {"yes", "TRUE", "-1.5", "-0044", "0000", "-0012-11-29", "2023-02-30",
                     "99999-01-01", ""}  # fmt: skip
    assert caplog.text == ""


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_odd_literals_break_no_command(kretslopp, write):
    path = write("ttl", LITERALS)
    result = kretslopp("validate", "--dataset", path, "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("In all: 0 violations")
