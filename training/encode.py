"""Turn a form into token numbers, keep long sentences around their target, and fill batches of like lengths."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from training.form import Form


@dataclass(frozen=True)
class Encoded:
    """The token numbers of one form, and which of them are the target's."""

    ids: tuple[int, ...]
    first: int
    last: int  # one past the target's last token


@dataclass(frozen=True)
class Vocabulary:
    """The tokenizer with the special tokens of its family (BERT's or MPNet's)."""

    tokenizer: Tokenizer
    mask: str
    cls: int
    sep: int
    pad: int

    @classmethod
    def load(cls, path: str) -> "Vocabulary":
        """Read tokenizer.json, and set aside the padding and truncation that it may ask for."""
        tokenizer = Tokenizer.from_file(path)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        number = tokenizer.token_to_id
        mask, first, last, pad = (
            ("[MASK]", "[CLS]", "[SEP]", "[PAD]")
            if number("[CLS]") and not number("<mask>")
            else ("<mask>", "<s>", "</s>", "<pad>")
        )
        return cls(tokenizer, mask, number(first), number(last), number(pad))


def encode(form: Form, vocabulary: Vocabulary, length: int) -> Encoded:
    """Encode a form; of a sentence that is too long, the words around the target are kept."""
    encoding = vocabulary.tokenizer.encode(form.text, add_special_tokens=False)
    inside = [i for i, (a, b) in enumerate(encoding.offsets) if a < form.end and b > form.start]
    if not inside:
        raise ValueError(f"no token inside the target {form.text[form.start : form.end]!r}")
    first, last = inside[0], min(inside[-1] + 1, inside[0] + length // 2)
    room = length - 2
    low = max(0, min((first + last - room) // 2, len(encoding.ids) - room))
    ids = (vocabulary.cls, *encoding.ids[low : low + room], vocabulary.sep)
    return Encoded(ids, first - low + 1, last - low + 1)


def collate(items: Sequence[Encoded], pad: int) -> dict[str, np.ndarray]:
    """Fill a batch: ids, attention mask, and the weights that average the target's tokens."""
    width = max(len(item.ids) for item in items)
    ids = np.full((len(items), width), pad, np.int64)
    mask = np.zeros((len(items), width), np.int64)
    target = np.zeros((len(items), width), np.float32)
    for i, item in enumerate(items):
        ids[i, : len(item.ids)] = item.ids
        mask[i, : len(item.ids)] = 1
        target[i, item.first : item.last] = 1 / (item.last - item.first)
    return {"ids": ids, "mask": mask, "target": target}


def batches(lengths: Sequence[int], size: int, seed: str, pool: int = 40) -> list[list[int]]:
    """Mix the rows, then sort by length inside pools of batches: little padding, yet another order every epoch."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    out = []
    for i in range(0, len(order), size * pool):
        part = sorted(order[i : i + size * pool], key=lengths.__getitem__)
        out += [part[j : j + size] for j in range(0, len(part), size)]
    chance.shuffle(out)
    return out
