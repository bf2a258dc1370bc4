"""What a sentence says of one marked actor: a trained network that cannot see any actor's name.

Before the network reads a sentence, names are taken out of it (see :mod:`analysis.sentiment.form`): the target becomes
a mask, other actors become letters. So the same sentence about another country has the same score. How the weights were
made and what they reach: the model card beside them.
"""

from collections.abc import Sequence

import numpy as np

from analysis.encoder import Encoder
from analysis.files import resource
from analysis.sentiment.form import build
from analysis.sentiment.targets import Target


class TargetScorer:
    """A fine-tuned MPNet-base encoder; probabilities calibrated by one temperature (Guo et al., ICML 2017)."""

    name = "target"
    about = (
        "A trained network reads what the sentence says of this actor; it does not see the actor's name, so the same "
        "sentence about another country has the same score."
    )

    def __init__(self) -> None:
        self._encoder = Encoder(resource("models", "target"))

    def score(self, targets: Sequence[Target]) -> np.ndarray:
        """See :class:`analysis.sentiment.Scorer`."""
        if not targets:
            return np.empty((0, 3))
        vocabulary, settings = self._encoder.vocabulary, self._encoder.settings
        forms = [build(t.sentence, (t.start, t.end), t.same_actor, t.other_actors, vocabulary.mask) for t in targets]
        items = [vocabulary.encode(form.text, form.start, form.end, settings["length"]) for form in forms]
        logits = self._encoder.logits(items).astype(float) / settings["temperature"]
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)
