"""One actor's names in a sentence exchanged for another's, form by form, with the grammar and all spans kept right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.actors import Catalogue
from analysis.errors import EvaluationError
from analysis.files import read_yaml, resource
from analysis.sentiment import Target
from analysis.sentiment.form import NOT_NAMES, is_pronoun, name_key, name_parts

Span = tuple[int, int]
Edit = tuple[int, int, str]

_ALL_NAME = re.compile(r"[A-Z][\w'’.-]*(?:,? (?:(?:and|of|of the|es|de|da) )?[A-Z][\w'’.-]*)*")
_FRAME = re.compile(r"(?:(?:the|The|THE) )?(.*?)(?:['’][sS]|(?<=[sS])['’])?", re.DOTALL)
_IN_NAMES = frozenset({"new", "and", "of", "the"})
_DEMONYM = re.compile(
    r"(?!.*(?:stan|Japan|Iran|Sudan|Azerbaijan|Taiwan|Bhutan|Oman|Jordan|Tehran|Yerevan|Vatican|Amman|Abidjan)$)"
    r"(?:.*(?:[a-z]an|ese|ish|andic)|Czech|Dutch|French|Greek|Swiss|Thai|Slovak|Kazakh|Argentine|Turkmen|Saudi"
    r"|(?:Azerbaijan|Bangladesh|Emirat|Iraq|Kuwait|Nepal|Oman|Pakistan|Qatar|Somal|Yemen|Bahrain)i)s?"
)
_ATTRIBUTE = re.compile(r"(?:U\.?S\.?|U\.?K\.?)")
_OF_STATE = re.compile(
    r" (?:[a-z]+ )?(?:government|administration|military|army|navy|embassy|ambassador|envoy|consul|president|secretary"
    r"|officials?|officers?|diplomats?|senators?|congress|general|troops|forces|soldiers|sanctions|tariffs)\b"
)
_OFFICE = re.compile(
    r"(?:President|Minister|Premier|Chancellor|King|Queen|Prince|Secretary|[Ll]eader|Mr\.?|Mrs\.?|Ms\.?) $"
)
_TAKES_ARTICLE = re.compile(
    r"(?:United|Holy|Vatican|Hague|Kremlin|Pentagon|U\.?S|U\.?K|E\.?U|UAE|DPRK|PRC|ROK)\b"
    r"|.*(?:House|Netherlands|Philippines|Maldives|Comoros|Bahamas|Gambia|Congo|Emirates|Islands|Republic|Union)$"
)
_STARTS = re.compile(r"(?:^|[.!?:] )\W*$|[,:] [\"“‘']$")
_THE = re.compile(r"\b(?:the|The|THE) $")
_INDEFINITE = re.compile(r"\b([Aa])[nN]? $")
_AN = re.compile(r"(?!Ukr|Uni|Uru|Uga|Eu|One)[AEIOUaeiou]")


@dataclass(frozen=True)
class StandIn:
    """An actor with the names that take the place of another's.

    Attributes:
        name: As in running text, without its article.
        demonym: The adjective.
        nationals: Its people, as a plural noun.
        capital: The capital or seat by which news names the government.
        leader: A head of state or government, by full name.
        surname: The leader's.
        article: "the" where running text has it before the name, else nothing.
    """

    name: str
    demonym: str
    nationals: str
    capital: str
    leader: str
    surname: str
    article: str = ""

    def form(self, kind: str) -> str:
        """What stands for a kind of name; whatever is neither demonym, place nor person gets the name itself."""
        forms = {"demonym": self.demonym, "nationals": self.nationals, "place": self.capital}
        return (forms | {"person": self.leader, "surname": self.surname}).get(kind, self.name)


@dataclass(frozen=True)
class Part:
    """A name inside a sentence: where it stands, its kind, and whose name it is (an unknown actor by its last word)."""

    start: int
    end: int
    kind: str
    actor: str


def load_stand_ins() -> list[StandIn]:
    """The actors of ``resources/exchange.yaml``.

    Raises:
        EvaluationError: The file is damaged.
    """
    try:
        return [StandIn(**entry) for entry in read_yaml(resource("exchange.yaml"), EvaluationError)]
    except TypeError as problem:
        raise EvaluationError(f"exchange.yaml: cannot be used: {problem}. Install the package again.") from None


class Names:
    """Which names are known, of which kind and of which actor: those of the catalogue and of the stand-ins."""

    def __init__(self, catalogue: Catalogue, stand_ins: Sequence[StandIn]) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        for actor in catalogue.actors.values():
            for person in actor.people:
                self._known |= dict.fromkeys((person.name, *person.also), ("person", actor.name))
                self._known.setdefault(person.surname, ("surname", actor.name))
            self._known |= {alias: (kind, actor.name) for alias, kind in actor.aliases.items()}
        for stand_in in stand_ins:
            for kind in ("name", "demonym", "nationals", "place", "person", "surname"):
                self._known.setdefault(stand_in.form(kind), (kind, stand_in.name))
        self._known |= {name.upper(): known for name, known in self._known.items() if len(name) > len("NATO")}

    def parts(self, sentence: str, span: Span, actor: str | None = None) -> list[Part]:
        """The names inside a mention that can be exchanged.

        A mention that is a known name is one part. Any other has the names that
        :func:`analysis.sentiment.form.name_parts` finds: a demonym is told by its ending, a person by the office before
        it, the rest counts as the actor's name. Pronouns and nouns ("the regime") name nobody and have no part.

        Args:
            sentence: The sentence.
            span: The mention.
            actor: Whose mention it is, if that is known from elsewhere.
        """
        inner = _inside(sentence, span)
        for start, end in (span, inner):
            if sentence[start:end] in self._known:
                return [self._part(sentence, (start, end), actor)]
        text = sentence[slice(*inner)]
        if is_pronoun(text):
            return []
        titles = {word.casefold() for word in text.split()} & NOT_NAMES - _IN_NAMES
        whole = _ALL_NAME.fullmatch(text) and not titles
        return [self._part(sentence, part, actor) for part in ([inner] if whole else name_parts(sentence, *inner))]

    def _part(self, sentence: str, span: Span, actor: str | None) -> Part:
        start, end = span
        text = sentence[start:end]
        kind, known = self._known.get(text) or (_guess(sentence[:start], text), actor or name_key(text))
        if kind == "demonym" and re.search(r"[^s]s$", text):
            kind = "nationals"
        noun = _OF_STATE if _THE.search(sentence[:start]) else re.compile(r" \w")
        if _ATTRIBUTE.fullmatch(text) and noun.match(sentence[end:]):
            kind = "demonym"
        return Part(start, end, kind, known)


def exchange(target: Target, given: Sequence[tuple[Part, StandIn]]) -> Target:
    """The same target in the sentence with other names in it.

    "The" comes and goes with names that need it, "a" becomes "an", a plural-looking name has its possessive without s,
    a capital at the start stays one.

    Args:
        target: The target; its spans are moved along with the text.
        given: The parts to be exchanged, none overlapping another, and who takes each one's place.
    """
    sentence = target.sentence
    edits: list[Edit] = []
    for part, stand_in in sorted(given, key=lambda pair: pair[0].start):
        edits += [edit for edit in sorted(_edits(sentence, part, stand_in)) if not edits or edit[0] >= edits[-1][1]]
    spans = [(target.start, target.end), *target.same_actor, *target.other_actors]
    edits = [(a, b, new) for a, b, new in edits if new or not any(a <= start and end <= b for start, end in spans)]
    (start, end), *around = (_moved(span, edits) for span in spans)
    same, others = around[: len(target.same_actor)], around[len(target.same_actor) :]
    text = _like(sentence, _apply(sentence, edits))
    return replace(target, sentence=text, start=start, end=end, same_actor=tuple(same), other_actors=tuple(others))


def apart(parts: Sequence[Part], taken: Sequence[Span] = ()) -> list[Part]:
    """The parts that overlap neither an earlier one nor a span that is taken."""
    kept: list[Part] = []
    for part in parts:
        if all(part.end <= a or part.start >= b for a, b in [*taken, *((other.start, other.end) for other in kept)]):
            kept.append(part)
    return kept


def _inside(sentence: str, span: Span) -> Span:
    """A mention without its article and possessive."""
    start, end = _FRAME.fullmatch(sentence, *span).span(1)
    return (start, end) if start < end else span


def _guess(before: str, text: str) -> str:
    """The kind of a name that is not known."""
    if _OFFICE.search(before):
        return "person" if " " in text else "surname"
    return "demonym" if _DEMONYM.fullmatch(text) else "name"


def _edits(sentence: str, part: Part, stand_in: StandIn) -> list[Edit]:
    new = stand_in.form(part.kind)
    around = sentence[: part.start], sentence[part.start : part.end], sentence[part.end :]
    edits = [
        *_article(*around, part, stand_in),
        (part.start, part.end, new),
        *((part.end + start, part.end + end, text) for start, end, text in _possessive(*around[1:], new)),
    ]
    return [(start, end, text.upper() if sentence.isupper() else text) for start, end, text in edits]


def _article(before: str, old: str, after: str, part: Part, stand_in: StandIn) -> list[Edit]:
    """What becomes of the article before a name."""
    start, new = part.start, stand_in.form(part.kind)
    wanted = bool(stand_in.article) and new == stand_in.name
    if indefinite := _INDEFINITE.search(before):
        return [(indefinite.start(), start - 1, indefinite[1] + ("n" if _AN.match(new) else ""))]
    if _THE.search(before):
        goes = part.kind == "organisation" or _TAKES_ARTICLE.match(old) or new.startswith("The ")
        owned = part.kind not in ("demonym", "nationals", "person", "surname")
        return [(start - 4, start, "")] if owned and goes and not wanted else []
    joined = re.search(r"(?:[\w][-–]|['’]s )$", before) or after.startswith(("-", "–"))
    if not wanted or joined:
        return []
    return [(start, start, f"{stand_in.article.capitalize() if _STARTS.search(before) else stand_in.article} ")]


def _possessive(old: str, after: str, new: str) -> list[Edit]:
    """An s added or taken away behind the name, counted from its end."""
    if re.match(r"['’][sS]\b", after) and new[-1] in "sS":
        return [(1, 2, "")]
    if old[-1] in "sS" and new[-1] not in "sS" and re.match(r"['’] \w", after):
        return [(1, 1, "s")]
    return []


def _apply(sentence: str, edits: Sequence[Edit]) -> str:
    pieces, done = [], 0
    for start, end, new in edits:
        pieces += [sentence[done:start], new]
        done = end
    return "".join([*pieces, sentence[done:]])


def _like(old: str, new: str) -> str:
    """The new sentence with a capital at its start where the old one has one."""
    first = next((number for number, char in enumerate(old) if char.isalpha()), 0)
    return new[:first] + new[first].upper() + new[first + 1 :] if old[first].isupper() else new


def _moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Where a span lies after the edits; one that begins or ends inside a name takes in all of the new one."""
    start, end = span
    start = min([start, *(a for a, b, _ in edits if a < start < b)])
    end = max([end, *(b for a, b, _ in edits if a < end < b)])
    shift_start = sum(len(new) - (b - a) for a, b, new in edits if b <= start)
    shift_end = sum(len(new) - (b - a) for a, b, new in edits if a < end)
    return start + shift_start, end + shift_end
