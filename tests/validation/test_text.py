import dataclasses

from rdflib import Literal

from kretslopp.errors import Place
from kretslopp.namespaces import KL, KL_ID
from kretslopp.validation import Report, as_text
from validation import examples

SWEDISH = """\
Fel:
  tables/borlange/2023-2026/municipal.csv, rad 4, kolumn ansvar: \
K3 Utveckla samverkansgrupp för inköp och upphandling inom … – \
Den ansvariga finns inte i organisationsregistret. \
Rätta namnet eller lägg till organisationen. (värde: Mål 6)
  tables/borlange/2023-2026/plan.csv, rad 2, kolumn programperiod: \
Åtgärdsprogram Borlänge – Programmet slutar efter planens sista år. \
Rätta programperioden eller planperioden. (värde: “2031”)
  tables/borlange/2023-2026/regional.csv, rad 16, kolumn mål: Mål 6 – \
Målets nummer ska vara ett enda heltal från 1. \
Ange det bara där planens kod är ett rent nummer. (värde: “0”)
Varningar:
  tables/borlange/2023-2026/municipal.csv, rad 4, kolumn mål: \
K3 Utveckla samverkansgrupp för inköp och upphandling inom … – \
Åtgärden hänvisar inte till något mål. \
Kontrollera om dokumentet anger ett; annars kan den stå så.
Upplysningar:
  Borlänge kommun – Engelsk benämning saknas; läsare på engelska får se den svenska. \
Lägg till en översättning bland tolkningarna.
Sammanlagt: 3 fel, 1 varning, 1 upplysning.
"""


def test_the_report_in_swedish():
    assert as_text(examples.report(), "sv") == SWEDISH


def test_the_report_in_english():
    text = as_text(examples.report(), "en")
    assert text.startswith("Violations:\n  tables/borlange/2023-2026/municipal.csv, row 4, column")
    assert "K3 Develop a group for cooperation – The responsible is not in the register" in text
    assert "(value: Goal 6)" in text
    assert text.endswith("In all: 3 violations, 1 warning, 1 note.\n")


def test_a_name_in_the_other_language_is_better_than_none():
    assert "\n  Borlänge kommun – The English label is missing" in as_text(examples.report(), "en")


def test_an_empty_report_is_one_line():
    assert as_text(Report(()), "sv") == "Sammanlagt: 0 fel, 0 varningar, 0 upplysningar.\n"
    assert as_text(Report(()), "en") == "In all: 0 violations, 0 warnings, 0 notes.\n"


def test_what_has_no_name_and_no_message_is_shown_by_its_address():
    result = dataclasses.replace(
        examples.report().results[0],
        focus=KL_ID["org/okand"],
        value=None,
        messages={},
        place=Place("tables/borlange/2023-2026/plan.csv"),
    )
    text = as_text(Report((result,)), "sv")
    assert text.splitlines()[1] == (
        f"  tables/borlange/2023-2026/plan.csv: <{KL_ID['org/okand']}> – {result.shape}"
    )


def test_a_value_that_is_wrong_in_two_ways_is_one_line():
    data = examples.parsed(examples.TEXT)
    data.set((examples.GOAL, KL.number, Literal("sex")))
    report = examples.report_of(data)
    assert len([it for it in report.results if it.path == KL.number]) == 2
    assert as_text(report, "sv").count("(värde: “sex”)") == 1
    assert as_text(report, "sv").endswith("Sammanlagt: 3 fel, 1 varning, 1 upplysning.\n")
