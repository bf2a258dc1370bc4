"""What a sentence says of one marked actor: trained networks that cannot see any actor's name.

Before a network reads a sentence, names are taken out of it (see :mod:`analysis.sentiment.form`): the target becomes
a mask, other actors become letters. So the same sentence about another country has the same score. How the weights were
made and what they reach: the model card in ``resources/models``.
"""

import functools
from collections.abc import Sequence

import numpy as np

from analysis.encoder import Encoded, Encoder
from analysis.errors import TargetError
from analysis.files import resource
from analysis.sentiment.form import build
from analysis.sentiment.targets import Target


class TargetScorer:
    """A fine-tuned encoder; probabilities calibrated by one temperature (Guo et al., ICML 2017).

    Args:
        name: The folder of its weights in ``resources/models``, by which it is also chosen.
        about: What readers are told of it.

    Raises:
        ModelError: The weights are missing or damaged.
    """

    def __init__(self, name: str, about: str) -> None:
        self.name, self.about = name, about
        self._encoder = Encoder(resource("models", name))

    def score(self, targets: Sequence[Target]) -> np.ndarray:
        """See :class:`analysis.sentiment.Scorer`; of an overlong sentence, the words around the target are read."""
        if not targets:
            return np.empty((0, 3))
        logits = self._encoder.logits([self._encode(target) for target in targets]).astype(float)
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)

    def _encode(self, target: Target) -> Encoded:
        vocabulary, length, span = (
            self._encoder.vocabulary,
            self._encoder.settings["length"],
            (target.start, target.end),
        )
        form = build(target.sentence, span, target.same_actor, target.other_actors, vocabulary.mask)
        try:
            return vocabulary.encode(form.text, form.start, form.end, length)
        except ValueError:
            raise TargetError(
                f"The mention {target.sentence[slice(*span)]!r} has no letter that can be read, in the sentence "
                f"{target.sentence[:60]!r}. Give the span of a name or noun."
            ) from None


@functools.cache
def target_scorer() -> TargetScorer:
    """MPNet-base (Song et al., NeurIPS 2020), 110 million parameters."""
    about = (
        "A trained network reads what the sentence says of this actor; it does not see the actor's name, so the same "
        "sentence about another country has the same score."
    )
    return TargetScorer("target", about)


@functools.cache
def target_fast_scorer() -> TargetScorer:
    """MiniLM (Wang et al., NeurIPS 2020), 22 million parameters, taught by the larger one."""
    about = (
        "A small trained network reads what the sentence says of this actor; it does not see the actor's name, so the "
        "same sentence about another country has the same score. It is several times faster than 'target', and less "
        "accurate."
    )
    return TargetScorer("target-fast", about)
