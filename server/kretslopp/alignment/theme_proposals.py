"""Which themes the words of goals and actions speak for: proposals with those words as evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.alignment.theme_things import Text, Thing
from kretslopp.alignment.theme_words import Spoken, ThemeWords

Says = tuple[Text, Spoken]


@dataclass(frozen=True)
class ThemeProposal:
    """A theme that a goal or action may have, by its address, and what of its texts says so."""

    thing: Thing
    theme: str
    says: tuple[Says, ...]

    @property
    def theme_iri(self) -> URIRef:
        """Return the IRI of the theme."""
        return addresses.make("goal-theme", self.theme)

    @property
    def key(self) -> tuple[str, str]:
        """Return the addresses of the thing and the theme, as links name them."""
        return self.thing.address, f"goal-theme/{self.theme}"

    @property
    def evidence(self) -> str:
        """Return the words that speak for the theme and where they stand, in Swedish."""
        parts = []
        for text in dict.fromkeys(text for text, _ in self.says):
            words = dict.fromkeys(f"”{spoken.words}”" for of, spoken in self.says if of == text)
            ours = ", med våra ord" if text.reworded else ""
            parts.append(f"{', '.join(words)} i {text.what}{ours}")
        if all(spoken.is_last_resort for _, spoken in self.says):
            parts.append("inget annat ord talar för ett tema")
        return "; ".join(parts)


def propose_themes(things: Iterable[Thing], words: ThemeWords) -> tuple[ThemeProposal, ...]:
    """Return the themes that the words of things speak for, in the order of the things.

    Their own text speaks first. What else is said of them, such as the goal
    area, supports it; it speaks alone where the text is silent, and where it
    names one theme only. Nothing is proposed where no word speaks.
    """
    return tuple(proposal for thing in things for proposal in _of(thing, words))


def _of(thing: Thing, words: ThemeWords) -> Iterator[ThemeProposal]:
    own, *others = ([(text, said) for said in words.spoken(text.text)] for text in thing.texts)
    says, supporting = _strongest(own), [item for of in others for item in of]
    themes = _themes(says, words)
    if not themes:
        says, supporting = _strongest(supporting), []
        themes = _themes(says, words)
        themes = themes if len(themes) == 1 else ()
    for theme in themes:
        said = (item for item in (*says, *supporting) if item[1].theme == theme)
        yield ThemeProposal(thing, theme, tuple(said))


def _strongest(says: list[Says]) -> list[Says]:
    """Return what is said in words that count beside others; if there are none, all."""
    return [item for item in says if not item[1].is_last_resort] or says


def _themes(says: list[Says], words: ThemeWords) -> tuple[str, ...]:
    """Return the themes that are spoken for; the topmost one gives way to those below it."""
    found = dict.fromkeys(said.theme for _, said in says)
    return tuple(
        theme for theme in found if not any(words.is_top_of(theme, other) for other in found)
    )
