"""What the words around a name tell: a dish, a language, a town elsewhere, a pronoun, an office, a courtesy."""

import functools
import re

from analysis.actors.catalogue import Person
from analysis.actors.matcher import Match, fold
from analysis.errors import CatalogueError
from analysis.files import read_yaml, resource

_AFTER = re.compile(r" ((?:[\w'-]+ ){0,2}[\w'-]+)")
_EXPLAINED = re.compile(r"(?:[A-Z][\w'-]+ (?:(?:of|the|for|and|on) )*){2,}\(([A-Z]{2,6})\)")
_CONNECTOR = r"(?:and|or|but|to|with|at|on|for|as|by|that|when|while|before|after|so|in|from|well|badly|fluently"
_CONNECTOR += r"|are|is|was|were|has|have|had|said|says)"
_NOUN_AFTER = re.compile(rf"['-]\w| (?!{_CONNECTOR}\b)\w")
_COUNT_BEFORE = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|several|\d+) $", re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Z .'-]+(?:, [\w. ]{2,20})?(?: ?\([^)\n]{2,30}\))?(?:, [A-Z][a-z]+\.? \d{1,2})? ?(?:--?|:) "
)
_HYPHEN_AFTER = re.compile(r"-(\w+)")
_REGION_AFTER = re.compile(r", ((?:[A-Z][\w.]*)(?: [A-Z][\w.]*)?)")
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:in|to|from|at|of|by|with|near|outside|inside|around|for|against|between) $", re.I
)
_SEATS = {"kremlin", "pentagon"}
_NO_FIRST_NAME = {
    "Fort",
    "Port",
    "Mount",
    "Lake",
    "Cape",
    "New",
    "East",
    "West",
    "North",
    "South",
    "Greater",
    "Central",
}
_SOME_OF = re.compile(r"\b(?:all|none|both|some|most|many|any|each|one|two|three) of $", re.IGNORECASE)
_OBJECT_AFTER = re.compile(r" (?:our|a|an|the|your|what|more|some|back|that|how|why|this|those|all|no)\b")
_US_BEFORE = re.compile(
    r"(?:let|give|gives|gave|tell|tells|show|shows|help|helps|trust|make|makes|made|join|leave|save|keep|teach|between"
    r"|all of|both of|most of|many of|with|to|for|at) $",
    re.IGNORECASE,
)


class Context:
    """The lists of ``context.yaml``, as questions."""

    def __init__(self) -> None:
        lists = read_yaml(resource("actors", "context.yaml"), CatalogueError)
        self._not_the_state = {noun.lower() for noun in lists["not_the_state_after_demonym"]}
        self._not_the_state_hyphen = {noun.lower() for noun in lists["not_the_state_hyphen"]}
        self._towns_elsewhere = {fold(region) for region in lists["towns_elsewhere"]}
        self._between = set(lists["between"])
        self._language = re.compile(
            rf"\b(?:{'|'.join(lists['language_before'])}) (?:[A-Z]\w+,? )*(?:(?:and|or) )?$", re.IGNORECASE
        )
        self._no_given_names = set(lists["no_given_names"])
        self._openers = set(lists["sentence_openers"])
        self._surnames = set(lists["places_that_are_surnames"])
        self._small_words = set(lists["also_small_words"])
        self._other_words = set(lists["also_words"])
        self._cities = set(lists["also_cities"])
        self._verbs = set(lists["verbs_of_people"])
        offices = sorted(map(fold, lists["titles"]["offices"]), key=len, reverse=True)
        self._office = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, offices))}) $", re.IGNORECASE)
        courtesy = map(fold, lists["titles"]["courtesy"])
        self._courtesy = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, courtesy))})\.? $")

    def is_the_actor(self, match: Match, folded: str, end: int) -> bool:
        """Whether a name means the actor, as far as the words beside it in the sentence tell (it stops at ``end``)."""
        after = folded[match.end : end]
        if self.region_after(match, folded) or self._is_dateline(match, folded):
            return False
        if match.entry.kind == "demonym":
            hyphened = _HYPHEN_AFTER.match(after)
            if hyphened and hyphened[1].lower() in self._not_the_state_hyphen:
                return False
            before = folded[max(0, match.start - 10) : match.start]
            counted = _COUNT_BEFORE.search(before) and not _NOUN_AFTER.match(after)
            counted = counted or self._is_one_person(match, folded, after)
            return not (counted or self._names_a_thing(after) or self._is_language(match, folded, after))
        if folded[match.start : match.end] == "US":
            return not self._is_pronoun(match, folded, after)
        return True

    def region_after(self, match: Match, folded: str) -> bool:
        """Whether a place is followed by a region that makes it a town elsewhere ("Moscow, Idaho")."""
        region = _REGION_AFTER.match(folded, match.end) if match.entry.kind in ("place", "name") else None
        if not region:
            return False
        first = region[1].split()[0]
        return bool({region[1], region[1].rstrip("."), first, first.rstrip(".")} & self._towns_elsewhere)

    def is_elsewhere(self, match: Match, towns: set[str], folded: str) -> bool:
        """Whether a place means a town elsewhere that the text has named; "the Kremlin" never does."""
        name = folded[match.start : match.end].casefold()
        seat = name in _SEATS and folded[max(0, match.start - 4) : match.start].lower() == "the "
        return name in towns and not seat

    def towns_elsewhere(self, matches: list[Match], folded: str) -> set[str]:
        """The places of one word that the text has called a town elsewhere: there they mean the town throughout."""
        found = [match for match in matches if match.entry.kind == "place" and self.region_after(match, folded)]
        names = {folded[match.start : match.end].casefold() for match in found}
        blocked = (folded[match.start : match.end].casefold() for match in matches if match.entry.kind == "blocked")
        names |= {phrase.split(", ")[0] for phrase in blocked if ", " in phrase}
        return {name for name in names if " " not in name}

    @staticmethod
    def other_abbreviations(matches: list[Match], folded: str) -> set[str]:
        """Abbreviations that the text itself explains as something else: "the Philippine Red Cross (PRC)"."""
        explained = ((found.start(), found[1]) for found in _EXPLAINED.finditer(folded))
        actors = [match for match in matches if match.entry.actor]
        return {
            short
            for start, short in explained
            if not any(
                start <= match.start < start + 120 and match.end <= folded.index(f"({short}", start) for match in actors
            )
        }

    def namesakes(self, matches: list[Match], folded: str) -> set[str]:
        """The last words of people named after a place ("Denzel Washington"), in small letters."""
        blocked = [folded[match.start : match.end].split() for match in matches if match.entry.kind == "blocked"]
        people = [words for words in blocked if words[-1] in self._surnames and len(words) > 1]
        return {words[-1].casefold() for words in people if words[0][0].isupper() and words[0] not in _NO_FIRST_NAME}

    @staticmethod
    def may_be_person(match: Match, folded: str) -> bool:
        """Whether a place could be a person's surname here: no preposition stands before it."""
        return match.entry.kind == "place" and not _PREPOSITION_BEFORE.search(
            folded[max(0, match.start - 10) : match.start]
        )

    @staticmethod
    def _is_dateline(match: Match, folded: str) -> bool:
        """Whether a name stands where a paragraph says in capitals where the reporter sat ("MOSCOW, Russia (AP) -")."""
        opening = folded[max(0, match.start - 40) : match.start]
        line = re.split(r"\n|  ", opening)[-1]
        dateline = _DATELINE.match(folded, match.start - len(line))
        return bool(dateline) and match.end <= dateline.end()

    def _names_a_thing(self, after: str) -> bool:
        following = _AFTER.match(after)
        words = following[1].lower().split() if following else []
        words = [re.sub(r"'s?$", "", word) for word in words]
        while words and words[0] in self._between and words[0] not in self._not_the_state:
            words.pop(0)
        return bool({" ".join(words[:1]), " ".join(words[:2])} & self._not_the_state)

    def _is_language(self, match: Match, folded: str, after: str) -> bool:
        """A bare demonym after "spoke", "into" and the like, with no noun behind it, is the language."""
        plural = folded[match.start : match.end].endswith("s")
        before = folded[max(0, match.start - 35) : match.start]
        return not (plural or _NOUN_AFTER.match(after)) and bool(self._language.search(before))

    @staticmethod
    def _is_one_person(match: Match, folded: str, after: str) -> bool:
        """A bare singular demonym after an article is somebody: "the Russian, who lives in Monaco"."""
        alone = folded[match.start : match.end].endswith("an") and not _NOUN_AFTER.match(after)
        return alone and bool(
            re.search(r"\b(?:the|a|an|another|one) $", folded[max(0, match.start - 8) : match.start], re.IGNORECASE)
        )

    @staticmethod
    def _is_pronoun(match: Match, folded: str, after: str) -> bool:
        """In a line of capitals "US" is the pronoun after a verb or preposition, unless a noun follows it."""
        before = folded[max(0, match.start - 14) : match.start]
        if _SOME_OF.search(before):
            return True
        words = before.split()[-1:] + after.split()[:1]
        capitals = bool(words) and all(word.isupper() for word in words)
        return bool(_US_BEFORE.search(before)) and (capitals or bool(_OBJECT_AFTER.match(after)))

    def may_be_surname(self, surname: str, folded: str, span: tuple[int, int], start: int, capitals: bool) -> bool:
        """Whether a word that is a surname may be one here, and not a word of the language or a city.

        Args:
            surname: The surname.
            folded: The text.
            span: Where the word stands.
            start: Where its sentence starts.
            capitals: Whether it is set in capitals.
        """
        before, after = folded[start : span[0]], folded[span[1] : span[1] + 20].split()
        word = surname.lower()
        if surname in self._cities:
            return not re.search(r"\b(?:in|from|near|to|of|central|downtown|outside|around) $", before, re.I)
        if word not in self._small_words | self._other_words:
            return True
        if capitals:
            return False
        if word in self._small_words:
            return bool(before) and not (after and after[0].islower() and after[0] not in self._verbs)
        if before:
            return not re.search(r"\b(?:the|a|an|this|that|each|every|no) $", before, re.I)
        return bool(after) and (after[0] in self._verbs or folded.startswith("'s ", span[1]))

    def office_before(self, before: str) -> str:
        """The office at the end of a text, with the space behind it; empty where there is none.

        >>> load_context().office_before("as the Russian Foreign Minister ")
        'Foreign Minister '
        """
        found = self._office.search(before)
        return found[0] if found else ""

    def courtesy_before(self, before: str) -> bool:
        """Whether a text ends with "Mr." or the like."""
        return bool(self._courtesy.search(before))

    def is_no_given_name(self, word: str, starts_sentence: bool) -> bool:
        """Whether a capitalised word before or after a surname is something else than a given name."""
        return word in self._no_given_names or (
            starts_sentence and (word in self._openers or word.endswith(("ing", "ed", "ly")))
        )

    @staticmethod
    def holds(person: Person, title: str) -> bool:
        """Whether a title fits one of a person's offices, e.g. "Secretary" fits the "Secretary of State"."""
        return any(_plain(title) in _plain(held.office) for held in person.offices)


def _plain(title: str) -> str:
    title = title.lower().replace("defence", "defense")
    return re.sub(r"spokes(?:wo)?man", "spokesperson", title)


@functools.cache
def load_context() -> Context:
    """The context lists, read once."""
    return Context()
