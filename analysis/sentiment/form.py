"""The input form: what a model is shown of a sentence, so that it learns structure and can't know any name.

The target stands between markers, the proper names inside its mention replaced by the tokenizer's mask token.
Names of further mentions of the same actor become the mask token without markers; names of other actors become
letters. The article before a name ("the Netherlands") goes with it, and possessives are written alike, so that nothing
is left of the name. Words that are no names ("the dictator") stay: they are evidence. The same code prepares sentences
in training and in use.
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
    r"[ .]{1,2}|['’]s | (?:of|and) (?:the )?|, (?=Jr|Sr)"
    r"| (?:de|del|la|le|von|van|bin|bint|al|ibn|der|den|du|da|dos|es) "
)
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+")
_ARTICLE = re.compile(r"(?<!\w)(?:the |(a)(n) )$", re.IGNORECASE)
_BARE_POSSESSIVE = re.compile(r"['’](?= \w)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_THE_SAME = frozenset("north south east west northern southern eastern western new papua".split())


@dataclass(frozen=True)
class Form:
    """A sentence as the model gets it; `start:end` is what stands between the target's markers."""

    text: str
    start: int
    end: int


def is_pronoun(mention: str) -> bool:
    """Say whether a mention is nothing but a pronoun; "US" and "WHO" are none."""
    word = mention.strip(" \"'“”’,.")
    return word.casefold() in PRONOUNS and not _abbreviates(word)


def _abbreviates(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_name(word: str, rest: str) -> bool:
    """Say whether a capitalised word is part of a name, by the word and what follows it in the mention."""
    if word.casefold() == "new":
        return bool(re.match(r" [A-Z]", rest)) and rest[1:].split()[0].casefold() not in NOT_NAMES
    return word.casefold() not in NOT_NAMES or (word.casefold() in PRONOUNS and _abbreviates(word))


def name_parts(sentence: str, start: int, end: int) -> list[Span]:
    """Find the proper names inside a mention: runs of capitalised words that are no titles; a pronoun is a name."""
    if is_pronoun(sentence[start:end]):
        return [(start, end)]
    runs: list[Span] = []
    for match in _WORD.finditer(sentence, start, end):
        word = _POSSESSIVE.sub("", match.group())
        capital = next((i for i, letter in enumerate(word) if letter.isupper()), None)
        if capital is None or not _is_name(word, sentence[match.start() + len(word) : end]):
            continue
        first = match.start() + (
            capital if capital > len("al-") else 0
        )  # all of "al-Assad", but not the "pro-" of "pro-Russian"
        last = match.start() + len(word)
        span = (first, last + (_INITIALS.fullmatch(word) is not None and sentence[last:end].startswith(".")))
        if runs and _JOIN.fullmatch(sentence[runs[-1][1] : span[0]]):
            span = (runs.pop()[0], span[1])
        runs.append(span)
    return runs


def name_key(name: str) -> str:
    """Reduce a name to what tells two actors apart: its last word, without case and possessive."""
    words = _POSSESSIVE.sub("", name.casefold()).split()
    return words[-1] if words else ""


def _same_name(one: str, other: str) -> bool:
    """Say whether two names may be one actor's: "Putin" and "Vladimir Putin", but not "Sudan" and "South Sudan"."""
    short, long = sorted((_POSSESSIVE.sub("", name.casefold()).split() for name in (one, other)), key=len)
    if not short or (long[-len(short) :] != short and long[: len(short)] != short):
        return False
    return not _NOT_THE_SAME & set(long) - set(short)


def _letters(sentence: str, spans: Sequence[Span], order: Sequence[str]) -> list[tuple[Span, str]]:
    """Give each name its letter: the same one wherever the same name stands, in order of appearance."""
    given: list[str] = []
    placed = []
    for start, end in sorted(spans):
        name = sentence[start:end]
        number = next((i for i, known in enumerate(given) if _same_name(known, name)), len(given))
        if number == len(given):
            given.append(name)
        placed.append(((start, end), order[number % len(order)]))
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
    edits += [edit for span, _ in edits for edit in _beside(sentence, *span)]
    before = _apply(sentence, 0, start, edits)
    inside = _apply(sentence, start, end, edits).strip() or mask
    after = _apply(sentence, end, len(sentence), edits)
    head = f"{before}{OPEN}"
    return Form(f"{head}{inside}{CLOSE}{after}", len(head), len(head) + len(inside))


def _beside(sentence: str, start: int, end: int) -> list[tuple[Span, str]]:
    """Take out what beside a name depends on the name: its article, "an" for "a", a possessive without s."""
    edits = []
    if is_pronoun(sentence[start:end]):
        return edits
    if article := _ARTICLE.search(sentence, max(0, start - 5), start):
        edits.append((article.span(2), "") if article[2] else ((article.start(), start), ""))
    if sentence[end - 1] in "sS" and _BARE_POSSESSIVE.match(sentence, end):
        edits.append(((end, end + 1), "'s"))
    return edits


def _apply(sentence: str, start: int, end: int, edits: Sequence[tuple[Span, str]]) -> str:
    """Replace the spans inside `start:end`; the markers' own characters are taken out of the sentence."""
    pieces, position = [], start
    for (a, b), new in sorted(edits):
        if a >= position and b <= end:
            pieces += [_clean(sentence[position:a]), new]
            position = b
    return "".join([*pieces, _clean(sentence[position:end])])


def _clean(text: str) -> str:
    """Keep quoted markers and mask tokens of the article from being read as ours, and halves of characters out."""
    return _SURROGATE.sub("\ufffd", text.replace("<", "(").replace(">", ")").replace("[MASK]", "(mask)"))
