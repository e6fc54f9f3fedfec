"""The pitfalls of the OOPS! catalogue that a program can find, one function each.

A function takes the ontology and returns what falls into the pitfall, as local names.
Left out are those that need a person's judgement (P01 polysemy, P09 missing information,
P14–P18…) and those that are found over HTTP (P37: see test_fair.py).
"""

import re
from collections import Counter
from itertools import combinations

from rdflib import Graph, URIRef

from kretslopp.namespaces import DCTERMS, KL, OWL, PREFIXES, RDF, RDFS, SKOS

PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


# Their values are texts with or without a language, for which OWL 2 RL has no range to state.
ANY_TEXT = {"affected", "nationalObjective", "reason", "timeAsPrinted", "valueText"}

# Properties that no domain is stated of, and why: it would type each thing that bears one as
# that class, and OWL 2 RL has no union of classes there.
WITHOUT_DOMAIN = {
    "things of several classes bear it, and shapes say which": """affected continuous
        contributesTo decidedAt decisionReference endYear inProgramme involves lead legalBasis
        legallyRequired measuredIn municipality nationalObjective participant planStatus
        quarter reason region sdgTarget startYear timeAsPrinted unit value wasteHierarchyStep
        wasteStream year""",
    "things of the provenance bear it, where there are no shapes": "firstLine lastLine",
}
# Properties that no range is stated of, and why.
WITHOUT_RANGE = {
    "texts with or without a language": """affected cost expectedEffect followUp funding
        globalGoal judgement nationalObjective priority reason timeAsPrinted valueText""",
    "the inverse of one that things of several classes bear": "involvedIn",
}
# Relations that are read in one direction only, and why. SPARQL reads any of them backwards
# with ^, so that an inverse is for those whose other end is a question of its own.
WITHOUT_INVERSE = {
    "its value is a concept of a value list": """actionStatus asksFor desiredDirection goalArea
        goalLevel goalTheme interpretationStatus legalBasis measuredIn planStatus sdgTarget
        targetType theme wasteHierarchyStep wasteStream""",
    "it says what whole something is part of": """cell document goalAreaOf goalOf inProgramme
        programmeOf subGoalOf table""",
    "it says what someone or something is of or about": """area assesses county decisionOn
        indicator indicatorFor municipality region reportsOn targetFor""",
    "it is below one whose inverse there is": """carriedOutBy goalResponsible lead participant
        responsible workingGroup""",
    "the goals and the participation of an action are read from the action": """buildsOn
        contributesTo indirectlyContributesTo""",
}


def listed(reasons: dict[str, str]) -> set[str]:
    """Return the names of a table of reasons."""
    return {name for names in reasons.values() for name in names.split()}


def local(node) -> str:
    return str(node).removeprefix(str(KL))


def ours(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
    return sorted(node for node in found if isinstance(node, URIRef) and node.startswith(KL))


def classes(graph: Graph) -> list[URIRef]:
    return ours(graph, OWL.Class)


def properties(graph: Graph) -> list[URIRef]:
    return ours(graph, *PROPERTIES)


def unconnected(graph: Graph) -> set[str]:
    """P04: a class that nothing leads to or from, a property tied to nothing."""

    def is_tied(term: URIRef, *ties: URIRef) -> bool:
        return any((term, tie, None) in graph or (None, tie, term) in graph for tie in ties)

    lone = [c for c in classes(graph) if not is_tied(c, RDFS.subClassOf, RDFS.domain, RDFS.range)]
    own = (RDFS.domain, RDFS.range, RDFS.subPropertyOf, OWL.inverseOf)
    lone += [p for p in properties(graph) if not is_tied(p, *own) and local(p) not in ANY_TEXT]
    return {local(node) for node in lone}


def wrong_inverses(graph: Graph) -> set[str]:
    """P05: two inverses whose domain and range do not answer to each other."""
    found = set()
    for one, other in graph.subject_objects(OWL.inverseOf):
        for a, b in ((one, other), (other, one)):
            domain, value = graph.value(a, RDFS.domain), graph.value(b, RDFS.range)
            if None not in (domain, value) and domain != value:
                found.add(local(one))
    return found


def cycles(graph: Graph) -> set[str]:
    """P06: a class or property that stands above itself."""
    return {
        local(below)
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf)
        for below, above in graph.subject_objects(relation)
        if below in set(graph.transitive_objects(above, relation))
    }


def merged(graph: Graph) -> set[str]:
    """P07: a class for two things at once, by its name or its labels."""
    joins = re.compile(r"\b(and|or|och|eller|and/or)\b|[a-z](And|Or)[A-Z]|/")
    return {
        local(c)
        for c in classes(graph)
        if any(joins.search(str(text)) for text in (local(c), *graph.objects(c, RDFS.label)))
    }


def without_words(graph: Graph) -> set[str]:
    """P08: a term without label or definition in both languages."""
    return {
        local(term)
        for term in (*classes(graph), *properties(graph))
        for predicate in (RDFS.label, SKOS.definition)
        if sorted(t.language or "" for t in graph.objects(term, predicate)) != ["en", "sv"]
    }


# Classes side by side below the same class that may have a thing in common, and why.
MAY_OVERLAP = {
    "a thematic group may be organised as a network": ("RegionalNetwork ThematicGroup",),
}


def not_disjoint(graph: Graph) -> set[str]:
    """P10: classes below the same class of which nothing says that they share no thing."""
    allowed = {pair for pairs in MAY_OVERLAP.values() for pair in pairs}
    found = set()
    for above in set(graph.objects(None, RDFS.subClassOf)):
        below = [c for c in classes(graph) if (c, RDFS.subClassOf, above) in graph]
        found |= {
            f"{local(one)} {local(other)}"
            for one, other in combinations(below, 2)
            if not _are_disjoint(graph, one, other)
        }
    return found - allowed


def _are_disjoint(graph: Graph, one: URIRef, other: URIRef) -> bool:
    """Return whether two classes are disjoint, or any two that they stand below."""
    ones = set(graph.transitive_objects(one, RDFS.subClassOf))
    others = set(graph.transitive_objects(other, RDFS.subClassOf))
    pairs = [(a, b) for a in ones for b in others]
    return any(
        (a, OWL.disjointWith, b) in graph or (b, OWL.disjointWith, a) in graph for a, b in pairs
    )


def without_domain_or_range(graph: Graph) -> set[str]:
    """P11: a property without domain or range, though nothing says why."""
    found = {local(p) for p in properties(graph) if (p, RDFS.domain, None) not in graph}
    bare = {local(p) for p in properties(graph) if (p, RDFS.range, None) not in graph}
    return (found - listed(WITHOUT_DOMAIN)) | (bare - listed(WITHOUT_RANGE))


def without_inverse(graph: Graph) -> set[str]:
    """P13: a relation without an inverse, though nothing says why."""
    paired = {term for pair in graph.subject_objects(OWL.inverseOf) for term in pair}
    lone = {local(p) for p in ours(graph, OWL.ObjectProperty) if p not in paired}
    return lone - listed(WITHOUT_INVERSE)


def several_domains_or_ranges(graph: Graph) -> set[str]:
    """P19: more than one domain or range, which hold all at once."""
    return {
        local(p)
        for p in properties(graph)
        for predicate in (RDFS.domain, RDFS.range)
        if len(list(graph.objects(p, predicate))) > 1
    }


def misused_words(graph: Graph) -> set[str]:
    """P20: a definition that is the label again, or the same text in both languages."""
    found = set()
    for term in (*classes(graph), *properties(graph)):
        labels = {str(text).casefold() for text in graph.objects(term, RDFS.label)}
        definitions = [str(text) for text in graph.objects(term, SKOS.definition)]
        repeated = any(text.rstrip(".").casefold() in labels for text in definitions)
        if repeated or len(set(definitions)) < len(definitions):
            found.add(local(term))
    return found


def leftovers(graph: Graph) -> set[str]:
    """P21: a class for whatever has no class."""
    return {local(c) for c in classes(graph) if re.match(r"(Other|Misc|Various)", local(c))}


def misnamed(graph: Graph) -> set[str]:
    """P22: a class without a capital first, a property with one, or a separator in either."""
    return {
        local(term)
        for terms, pattern in (
            (classes(graph), r"[A-Z][A-Za-z0-9]*"),
            (properties(graph), r"[a-z][A-Za-z0-9]*"),
        )
        for term in terms
        if not re.fullmatch(pattern, local(term))
    }


def recursive(graph: Graph) -> set[str]:
    """P24: a term that is used in its own definition: below itself, disjoint with it, its chain."""
    direct = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith)
    found = {local(s) for p in direct for s, o in graph.subject_objects(p) if s == o}
    return found | {local(s) for s, links in _chains(graph) if s in links}


def inverse_of_itself(graph: Graph) -> set[str]:
    """P25: a property that is its own inverse: it is symmetric."""
    return {local(s) for s, o in graph.subject_objects(OWL.inverseOf) if s == o}


def inverse_of_symmetric(graph: Graph) -> set[str]:
    """P26: an inverse of a symmetric property, which is its own."""
    symmetric = set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    return {local(s) for s, o in graph.subject_objects(OWL.inverseOf) if {s, o} & symmetric}


def wrongly_equivalent(graph: Graph) -> set[str]:
    """P27: equivalent properties whose domains or ranges differ."""
    return {
        local(s)
        for s, o in graph.subject_objects(OWL.equivalentProperty)
        if (graph.value(s, RDFS.domain), graph.value(s, RDFS.range))
        != (graph.value(o, RDFS.domain), graph.value(o, RDFS.range))
    }


def wrongly_symmetric(graph: Graph) -> set[str]:
    """P28: a symmetric property from one class to another."""
    return _of_two_classes(graph, OWL.SymmetricProperty)


def wrongly_transitive(graph: Graph) -> set[str]:
    """P29: a transitive property from one class to another."""
    return _of_two_classes(graph, OWL.TransitiveProperty)


def _of_two_classes(graph: Graph, characteristic: URIRef) -> set[str]:
    return {
        local(p)
        for p in graph.subjects(RDF.type, characteristic)
        if graph.value(p, RDFS.domain) != graph.value(p, RDFS.range)
    }


def same_labels(graph: Graph) -> set[str]:
    """P32: two classes with the same label in a language."""
    labels = Counter(text for c in classes(graph) for text in set(graph.objects(c, RDFS.label)))
    return {
        local(c)
        for c in classes(graph)
        if any(labels[text] > 1 for text in graph.objects(c, RDFS.label))
    }


def short_chains(graph: Graph) -> set[str]:
    """P33: a chain of one property, which is a property above it."""
    return {local(s) for s, links in _chains(graph) if len(links) < 2}


def _chains(graph: Graph) -> list[tuple[URIRef, list[URIRef]]]:
    return [(s, list(graph.items(o))) for s, o in graph.subject_objects(OWL.propertyChainAxiom)]


def untyped_classes(graph: Graph) -> set[str]:
    """P34: a class that is used and not declared."""
    relations = (RDFS.subClassOf, RDFS.domain, OWL.disjointWith)
    used = {c for relation in relations for c in graph.objects(None, relation)}
    for term, value in graph.subject_objects(RDFS.range):
        if (term, RDF.type, OWL.ObjectProperty) in graph:
            used.add(value)
    return {local(c) for c in used if (c, RDF.type, OWL.Class) not in graph}


def untyped_properties(graph: Graph) -> set[str]:
    """P35: a property that is used and not declared."""
    used = {p for p in graph.predicates() if p.startswith(KL)}
    for relation in (RDFS.subPropertyOf, OWL.inverseOf):
        used |= {term for pair in graph.subject_objects(relation) for term in pair}
    used |= {link for _, links in _chains(graph) for link in links}
    return {local(p) for p in used if not {*graph.objects(p, RDF.type)} & {*PROPERTIES}}


def file_endings(graph: Graph) -> set[str]:
    """P36: an IRI of the ontology that ends as a file does."""
    return {
        str(iri)
        for iri in graph.subjects(RDF.type, OWL.Ontology)
        if re.search(r"\.(owl|rdf|ttl|n3|nt|xml|jsonld|html)[/#]?$", str(iri))
    }


def no_ontology(graph: Graph) -> set[str]:
    """P38: no declaration of the ontology, or more than one."""
    found = list(graph.subjects(RDF.type, OWL.Ontology))
    return set() if len(found) == 1 else {f"{len(found)} ontologies"}


def hijacked(graph: Graph) -> set[str]:
    """P40: a term defined in a namespace of others, beyond declaring that it is used."""
    owned = (RDFS.label, SKOS.definition, SKOS.example, RDFS.domain, RDFS.range, RDFS.comment)
    foreign = tuple(str(n) for prefix, n in PREFIXES.items() if not prefix.startswith("kl"))
    return {
        str(s)
        for predicate in owned
        for s in graph.subjects(predicate)
        if str(s).startswith(foreign)
    }


def no_licence(graph: Graph) -> set[str]:
    """P41: an ontology without a licence."""
    return {
        str(iri)
        for iri in graph.subjects(RDF.type, OWL.Ontology)
        if (iri, DCTERMS.license, None) not in graph
    }


PITFALLS = {
    "P04": unconnected,
    "P05": wrong_inverses,
    "P06": cycles,
    "P07": merged,
    "P08": without_words,
    "P10": not_disjoint,
    "P11": without_domain_or_range,
    "P13": without_inverse,
    "P19": several_domains_or_ranges,
    "P20": misused_words,
    "P21": leftovers,
    "P22": misnamed,
    "P24": recursive,
    "P25": inverse_of_itself,
    "P26": inverse_of_symmetric,
    "P27": wrongly_equivalent,
    "P28": wrongly_symmetric,
    "P29": wrongly_transitive,
    "P32": same_labels,
    "P33": short_chains,
    "P34": untyped_classes,
    "P35": untyped_properties,
    "P36": file_endings,
    "P38": no_ontology,
    "P40": hijacked,
    "P41": no_licence,
}
