"""What the data shows of what the rules ask for: the named question, beside each municipality."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.comparison.answers import Answer, answers, number, things, truth
from kretslopp.comparison.certain_readings import CertainReadings
from kretslopp.comparison.table import Row, Value, end_of, joined, of_programme, text
from kretslopp.engine import Engine
from kretslopp.languages import natural
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Selection


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each selected plan with each provision of its time and what that one asks for."""
    of_plan: dict[Node | None, list[Answer]] = {}
    for answer in answers(engine, "law/what-the-rules-ask"):
        of_plan.setdefault(answer["plan"], []).append(answer)
    names = Names(
        engine, (thing for listed in of_plan.values() for a in listed for thing in _of(a))
    )
    certain = CertainReadings(engine, selection) if selection.certain_only else None
    seen = set()
    for municipality, programme in selection.members:
        if (municipality, programme.plan) in seen:
            continue  # another programme of the same plan
        seen.add((municipality, programme.plan))
        for found in of_plan.get(programme.plan, ()):
            answer = certain.only(found) if certain else found
            yield {
                **of_programme(municipality, programme),
                "period": programme.plan_period,
                **_cells(answer, names, selection),
            }


def _cells(answer: Answer, names: Names, selection: Selection) -> dict[str, Value]:
    provision, content = answer["provision"], answer["content"]

    def called(thing: Node | None) -> str | None:
        return names.label(thing, selection.language) if isinstance(thing, URIRef) else None

    return {
        "provision_name": called(provision),
        "content_name": called(content),
        "asked_themes": joined(filter(None, map(called, things(answer["themes"])))),
        "finding": str(answer["finding"]) if answer["finding"] else None,
        "shown_goals": _codes(answer["goals"], names, selection),
        "shown_actions": _codes(answer["actions"], names, selection),
        "finding_status": end_of(answer["status"]),
        "provision_read": truth(answer["provisionRead"]),
        "plan_year": number(answer["year"]),
        "provision": text(provision) if isinstance(provision, URIRef) else None,
        "content": text(content) if isinstance(content, URIRef) else None,
    }


def _codes(cell: Node | None, names: Names, selection: Selection) -> str | None:
    """Return things by their numbers, those without one by their titles; None for none."""
    called = (
        str(names.number(thing) or names.label(thing, selection.language) or thing)
        for thing in things(cell)
    )
    return joined(sorted(called, key=natural))


def _of(answer: Answer) -> Iterator[Node]:
    yield from (thing for name in ("provision", "content") if (thing := answer[name]) is not None)
    for name in ("themes", "goals", "actions"):
        yield from things(answer[name])
