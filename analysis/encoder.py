"""The one place that runs shipped weights: tokenizer and network from a folder, checked before use.

A folder holds ``model.onnx`` (the graph), ``weights-*.bin`` (its numbers, stored small), ``tokenizer.json`` and
``model.json`` (settings, and the SHA-256 of the other files). The weights are int8 with a scale for each block of 64;
activations are rounded block by block inside one token, never over a batch: a result does not depend on what else is
scored with it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.errors import ModelError

BATCH = 32


@dataclass(frozen=True)
class Encoded:
    """The token numbers of one text, and which of them are the target's: ``ids[first:last]``."""

    ids: tuple[int, ...]
    first: int
    last: int


class Vocabulary:
    """A tokenizer with the special tokens of its family (BERT's or MPNet's)."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        number = self.tokenizer.token_to_id
        special = ("<mask>", "<s>", "</s>", "<pad>") if number("<mask>") else ("[MASK]", "[CLS]", "[SEP]", "[PAD]")
        self.mask = special[0]
        self.first, self.last, self.pad = (number(token) for token in special[1:])

    def encode(self, text: str, start: int, end: int, length: int) -> Encoded:
        """Encode a text with a target at ``text[start:end]``; of one that is too long, the words around it are kept.

        Raises:
            ValueError: The target has no token.
        """
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        inside = [number for number, (a, b) in enumerate(encoding.offsets) if a < end and b > start]
        if not inside:
            raise ValueError(f"no token in the target {text[start:end]!r}")
        first, last = inside[0], min(inside[-1] + 1, inside[0] + length // 2)
        room = length - 2
        low = max(0, min((first + last - room) // 2, len(encoding.ids) - room))
        return Encoded((self.first, *encoding.ids[low : low + room], self.last), first - low + 1, last - low + 1)


def collate(items: Sequence[Encoded], pad: int) -> dict[str, np.ndarray]:
    """Fill a batch: ids, attention mask, and the weights that average the target's tokens; shape (items, longest)."""
    width = max(len(item.ids) for item in items)
    ids = np.full((len(items), width), pad, np.int64)
    mask = np.zeros((len(items), width), np.int64)
    target = np.zeros((len(items), width), np.float32)
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = item.ids
        mask[row, : len(item.ids)] = 1
        target[row, item.first : item.last] = 1 / (item.last - item.first)
    return {"ids": ids, "mask": mask, "target": target}


class Encoder:
    """Shipped weights, loaded and checked.

    Raises:
        ModelError: A file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.settings: dict[str, Any] = _checked(folder)
        self.vocabulary = Vocabulary(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def logits(self, items: Sequence[Encoded]) -> np.ndarray:
        """The network's answers, shape (items, classes), in the order given.

        Equal items are read once; batches are made of like lengths.
        """
        once = sorted(set(items), key=lambda item: len(item.ids))
        found: dict[Encoded, np.ndarray] = {}
        for start in range(0, len(once), BATCH):
            batch = once[start : start + BATCH]
            answers = self._session.run(None, collate(batch, self.vocabulary.pad))[0]
            found.update(zip(batch, answers, strict=True))
        return np.array([found[item] for item in items])


def _checked(folder: Path) -> dict[str, Any]:
    """The settings of a folder whose files are all there and whole."""
    try:
        settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        for name, expected in settings["sha256"].items():
            with (folder / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                    raise ModelError(
                        f"{folder.name}/{name} is damaged: its checksum is not that of the model. Install again."
                    )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ModelError(f"The model in {folder.name} cannot be read: {problem}. Install the package again.") from None
    return settings
