"""Amounts that pages about a plan give of places and years, beside the plan's own targets.

The values are those of the pages that the cells name: what a region's site says of its indicator
I 2:1 (residual waste, kg a person), and Örebro's open figures beside those of the whole country.
"""

import csv
import io

import pytest

from kretslopp import comparison

QUERY = """PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX id: <https://w3id.org/kretslopp/id/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?area ?year ?value ?unit (COALESCE(?head, "") AS ?doubt) WHERE {
  ?it kl:indicator <https://w3id.org/kretslopp/id/indicator/dalarna-2018/2018-2022/I-2-1> ;
      kl:area ?area ; kl:year ?year ; kl:value ?value ; kl:measuredIn ?unit ;
      kl:targetType <https://w3id.org/kretslopp/id/target-type/outcome> ;
      prov:wasDerivedFrom ?record .
  OPTIONAL { ?record kl:uncertainColumn ?head }
} ORDER BY ?area ?year"""


def test_the_values_of_an_indicator_are_of_places(kretslopp, whole):
    result = kretslopp("query", "-", "--format", "csv", "--dataset", whole, stdin=QUERY)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["unit"].rsplit("/", 1)[1] for row in rows} == {"kg-per-person"}
    found = [
        (row["area"].rsplit("/id/", 1)[1], int(row["year"]), float(row["value"]), row["doubt"])
        for row in rows
    ]
    assert found == [
        ("country/sverige", 2016, 182, ""),
        ("country/sverige", 2018, 172, ""),
        ("municipality/alvdalen", 2016, 150, ""),
        ("municipality/malung-salen", 2016, 113, ""),
        ("municipality/mora", 2016, 116, ""),
        ("municipality/orsa", 2016, 166, ""),
        # Another page of the same site has 144 for 2016.
        ("region/dalarna", 2016, 148, "värde"),
        ("region/dalarna", 2017, 141, ""),
        ("region/dalarna", 2018, 145, ""),
    ]


@pytest.mark.parametrize(
    ("area", "municipality", "year", "value"),
    [("Sverige", None, 2018, 204.038), ("Örebro", "orebro", 2018, 206.0)],
)
def test_what_is_the_countrys_is_never_the_municipalitys(whole, area, municipality, year, value):
    frame = comparison.open(whole).targets("orebro")
    outcomes = frame[(frame["type"] == "outcome") & (frame["unit"] == "kg/person")]
    of = outcomes[outcomes["municipality"].isna() == (municipality is None)]
    assert set(of["area_name"]) == {area}
    assert of[of["year"] == year]["value"].tolist() == [value]
    assert set(of["municipality"].dropna()) == ({municipality} if municipality else set())
