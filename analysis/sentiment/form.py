"""The input form: what a model is shown of a sentence, so that it learns structure and can't know any name.

The target stands between markers, the proper names inside its mention replaced by the tokenizer's mask token.
Names of further mentions of the same actor become the mask token without markers; names of other actors become
letters. Words that are no names ("the dictator") stay: they are evidence. This module needs no other package, so that
the same code can prepare sentences in training and in use.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

OPEN, CLOSE = "<< ", " >>"
LETTERS = ("X", "Y", "Z", "W", "V", "U", "Q", "K", "J", "H")
PRONOUNS = frozenset(
    """i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours
    ourselves they them their theirs themselves who whom whose one this that these those""".split()
)
NOT_NAMES = PRONOUNS | frozenset(
    """the a an some many most all any no both each every several two three former late ex then new old fellow president
    presidents vice prime minister ministers premier chancellor king queen prince princess emperor sen senator senators
    rep reps representative congressman congresswoman gov governor mayor secretary sec gen general col colonel lt capt
    captain sgt sergeant major admiral judge justice chief attorney director chairman chairwoman chair speaker leader
    majority minority mr mrs ms miss dr sir lord lady dame prof professor rev reverend pope father sister brother aunt
    uncle officer detective sheriff ambassador candidate nominee sr jr and or of for in on at by with from to but if as
    when while after before although because since under over according police government state military army
    administration officials authorities regime embassy capital embattled disgraced dictator tyrant""".split()
)
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s$")
_JOIN = re.compile(
    r"[ .]{1,2}|['’]s | of (?:the )?|, (?=Jr|Sr)| (?:de|del|la|le|von|van|bin|bint|al|ibn|der|den|du|da|dos) "
)


@dataclass(frozen=True)
class Form:
    """A sentence as the model gets it; `start:end` is what stands between the target's markers."""

    text: str
    start: int
    end: int


def is_pronoun(mention: str) -> bool:
    """Say whether a mention is nothing but a pronoun."""
    return mention.strip(" \"'“”’,.").casefold() in PRONOUNS


def name_parts(sentence: str, start: int, end: int) -> list[Span]:
    """Find the proper names inside a mention: runs of capitalised words that are no titles; a pronoun is a name."""
    if is_pronoun(sentence[start:end]):
        return [(start, end)]
    runs: list[Span] = []
    for match in _WORD.finditer(sentence, start, end):
        word = _POSSESSIVE.sub("", match.group())
        capital = next((i for i, letter in enumerate(word) if letter.isupper()), None)
        if capital is None or word.casefold() in NOT_NAMES:
            continue
        first = match.start() + (
            capital if capital > len("al-") else 0
        )  # all of "al-Assad", but not the "pro-" of "pro-Russian"
        span = (first, match.start() + len(word))
        if runs and _JOIN.fullmatch(sentence[runs[-1][1] : span[0]]):
            span = (runs.pop()[0], span[1])
        runs.append(span)
    return runs


def name_key(name: str) -> str:
    """Reduce a name to what tells two actors apart: its last word, without case and possessive."""
    words = _POSSESSIVE.sub("", name.casefold()).split()
    return words[-1] if words else ""


def _letters(sentence: str, spans: Sequence[Span], order: Sequence[str]) -> list[tuple[Span, str]]:
    """Give each name its letter: the same one wherever the same last word stands, in order of appearance."""
    given: dict[str, str] = {}
    placed = []
    for start, end in sorted(spans):
        key = name_key(sentence[start:end])
        placed.append(((start, end), given.setdefault(key, order[len(given) % len(order)])))
    return placed


def names_in(sentence: str, mentions: Sequence[Span], pronouns: bool = False) -> list[Span]:
    """Find the names inside several mentions; pronouns stay visible unless asked for, as they name nobody."""
    kept = [span for span in mentions if pronouns or not is_pronoun(sentence[span[0] : span[1]])]
    return [part for start, end in kept for part in name_parts(sentence, start, end)]


def build(
    sentence: str,
    target: Span,
    same: Sequence[Span] = (),
    others: Sequence[Span] = (),
    mask: str = "[MASK]",
    letters: Sequence[str] = LETTERS,
    mask_target: bool = True,
) -> Form:
    """Write the sentence in the input form; spans that overlap an earlier kind of span are left out."""
    start, end = target
    edits = [(span, mask) for span in (name_parts(sentence, start, end) if mask_target else [])]
    taken = [target]
    for placed in (
        [(s, mask) for s in names_in(sentence, same)],
        _letters(sentence, names_in(sentence, others), letters),
    ):
        fresh = [(s, new) for s, new in placed if all(s[1] <= a or s[0] >= b for a, b in taken)]
        edits += fresh
        taken += [s for s, _ in fresh]
    before = _apply(sentence, 0, start, edits)
    inside = _apply(sentence, start, end, edits).strip() or mask
    after = _apply(sentence, end, len(sentence), edits)
    head = f"{before}{OPEN}"
    return Form(f"{head}{inside}{CLOSE}{after}", len(head), len(head) + len(inside))


def _apply(sentence: str, start: int, end: int, edits: Sequence[tuple[Span, str]]) -> str:
    """Replace the spans inside `start:end`; the markers' own characters are taken out of the sentence."""
    pieces, position = [], start
    for (a, b), new in sorted(edits):
        if a >= position and b <= end:
            pieces += [_clean(sentence[position:a]), new]
            position = b
    return "".join([*pieces, _clean(sentence[position:end])])


def _clean(text: str) -> str:
    """Keep quoted markers and mask tokens of the article from being read as ours."""
    return text.replace("<", "(").replace(">", ")").replace("[MASK]", "(mask)")
