"""What follows from other triples: by each rule that the real data use."""

import json
import shutil

import pytest
from rdflib import Literal

from kretslopp.engine import open_dataset
from kretslopp.errors import UnreadableInput
from kretslopp.explanation import Explainer, ExplanationKind
from kretslopp.namespaces import KL, KL_ID

ACTION = "action/borlange/2023-2026/"


def short(triple):
    return tuple(str(term).split("/id/")[-1].rpartition("#")[2] for term in triple)


def test_prp_spo2_gives_both_cells(why):
    """K13 prints 18 under regional åtgärd (lines 500-506), R18 prints 10 under mål (291-305)."""
    found = why(ACTION + "K13", "kl:indirectlyContributesTo", "goal/borlange/2023-2030/10")
    assert (found.kind, found.rule) == (ExplanationKind.INFERRED, "prp-spo2")
    assert short(found.axiom)[:2] == ("indirectlyContributesTo", "propertyChainAxiom")
    assert [short(premise.triple) for premise in found.premises] == [
        ("action/borlange/2023-2026/K13", "buildsOn", "participation/borlange/2023-2026/R18"),
        (
            "participation/borlange/2023-2026/R18",
            "contributesTo",
            "goal/borlange/2023-2030/10",
        ),
    ]
    assert [(s.table, s.row, s.column, s.cell.printed, s.lines) for s in found.all_sources] == [
        ("municipal", 14, "regional_åtgärd", "18", (500, 506)),
        ("regional", 19, "mål", "10", (291, 305)),
    ]


def test_prp_inv2_over_prp_spo1_goes_down_to_the_cell(why):
    """K9's ansvar is Borlänge Energi AO Stadsmiljö (lines 456-463)."""
    found = why("org/borlange-energi/stadsmiljo", "kl:involvedIn", ACTION + "K9")
    (involves,) = found.premises
    (responsible,) = involves.premises
    assert (found.rule, involves.rule, responsible.rule) == ("prp-inv2", "prp-spo1", None)
    assert [explanation.kind for explanation in found.walk()] == [
        ExplanationKind.INFERRED,
        ExplanationKind.INFERRED,
        ExplanationKind.ASSERTED,
    ]
    (source,) = found.all_sources
    assert (source.cell.printed, source.lines) == ("Borlänge Energi AO Stadsmiljö", (456, 463))


def test_cax_sco_over_the_row(why):
    found = why(ACTION + "K13", "rdf:type", "kl:Action")
    assert found.rule == "cax-sco"
    assert short(found.axiom) == ("MunicipalAction", "subClassOf", "Action")
    (source,) = found.all_sources
    assert (source.table, source.row, source.cell) == ("municipal", 14, None)


def test_prp_rng_types_what_a_property_leads_to(why):
    """Falun's own table says only that it is a municipal company; the programme names it."""
    found = why("org/falun/kopparstaden", "rdf:type", "org:Organization")
    assert found.rule == "prp-rng"
    (source,) = found.all_sources
    assert "Kopparstaden" in source.cell.text


def test_what_is_inferred_of_the_registers_leads_to_their_entries(why):
    found = why("municipality/borlange", "rdf:type", "org:FormalOrganization")
    (source,) = found.all_sources
    assert source.file == "data/curation/registers/municipalities.csv"


def test_what_is_inferred_of_an_interpretation_leads_to_it(why):
    found = why("goal-theme/food-waste", "rdf:type", "skos:Concept")
    (premise,) = found.premises
    assert premise.kind is ExplanationKind.INTERPRETATION
    assert premise.interpretations[0].when.isoformat() == "2026-11-24"


def test_prp_dom_types_what_has_a_property(why):
    """That R10 has a theme stands in the region's readings, which say no more of it."""
    found = why("action/dalarna/2023-2026/R10", "rdf:type", "kl:Action")
    assert found.rule in ("prp-dom", "cax-sco")


def test_prp_symp_turns_a_match_round(why):
    """Falun's action was found to be the same as Borlänge's: so is Borlänge's as Falun's."""
    found = why("action/borlange/2023-2026/K1", "skos:exactMatch", "action/falun/2023-2026/K1")
    assert found.rule == "prp-symp"
    (premise,) = found.premises
    assert premise.kind is ExplanationKind.INTERPRETATION


def test_every_rule_of_the_real_data_is_tried_here(version):
    rules = {
        json.loads(line)["rule"]
        for path in (version / "derivations").rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert rules == {
        "cax-sco",
        "prp-dom",
        "prp-inv2",
        "prp-rng",
        "prp-spo1",
        "prp-spo2",
        "prp-symp",
    }


def test_only_the_file_of_the_graph_s_unit_is_read(version, explainer, tmp_path):
    """The named graph names the unit: with that file alone, the triple is explained."""
    unit = "derivations/borlange/2023-2026.jsonl"
    (tmp_path / unit).parent.mkdir(parents=True)
    shutil.copyfile(version / unit, tmp_path / unit)
    alone = Explainer(open_dataset(version), tmp_path)
    triple = (
        KL_ID[ACTION + "K13"],
        KL.indirectlyContributesTo,
        KL_ID["goal/borlange/2023-2030/10"],
    )
    assert alone.explain(triple) == explainer.explain(triple)


def test_a_version_that_lost_its_derivations_says_so(version, tmp_path):
    unit = tmp_path / "derivations/borlange/2023-2026.jsonl"
    unit.parent.mkdir(parents=True)
    unit.write_text("", encoding="utf-8")
    triple = (
        KL_ID[ACTION + "K13"],
        KL.involves,
        KL_ID["org/borlange/strategi-och-exploateringskontor"],
    )
    with pytest.raises(UnreadableInput, match="does not say why it holds"):
        Explainer(open_dataset(version), tmp_path).explain(triple)


def test_what_is_not_entailed_has_no_explanation(why):
    assert why(ACTION + "K13", "kl:indirectlyContributesTo", "goal/borlange/2023-2030/1") is None
    assert why(ACTION + "K13", "kl:involves", Literal("Miljökontor")) is None
