"""Score rows with a model in torch: the reference that exported files are measured against."""

from collections.abc import Sequence

import numpy as np
import torch

from analysis.encoder import Encoded, Vocabulary, collate
from training.data import Masking, Row, form_of
from training.model import TargetClassifier


def encoded_rows(
    rows: Sequence[Row],
    masking: Masking,
    vocabulary: Vocabulary,
    length: int,
    names: frozenset[str] = frozenset(),
    seed: str | None = None,
) -> list[Encoded]:
    """Encode rows in the form of use, or (with a seed) in the forms of one epoch of training."""
    forms = [form_of(row, masking, vocabulary.mask, names, seed and f"{seed}-{i}") for i, row in enumerate(rows)]
    return [vocabulary.encode(form.text, form.start, form.end, length) for form in forms]


@torch.inference_mode()
def score(
    model: TargetClassifier, items: Sequence[Encoded], pad: int, batch: int = 32, rough: bool = False
) -> np.ndarray:
    """Give each item its probabilities, in the order given; `rough`: in bfloat16, enough for a teacher's labels."""
    model.eval()
    device = next(model.parameters()).device
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    out = np.zeros((len(items), 3), np.float32)
    for i in range(0, len(order), batch):
        part = order[i : i + batch]
        arrays = collate([items[j] for j in part], pad)
        with torch.autocast(device.type, torch.bfloat16, enabled=rough):
            logits = model(**{name: torch.from_numpy(array).to(device) for name, array in arrays.items()})
        out[part] = torch.softmax(logits.float(), 1).cpu().numpy()
    return out
