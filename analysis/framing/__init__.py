"""How the text frames an actor."""

from analysis.framing.frames import PRESENT, find_frames
from analysis.framing.lexicon import Lexicon
from analysis.framing.scheme import SCHEMES, Scheme, load_scheme

__all__ = ["PRESENT", "SCHEMES", "Lexicon", "Scheme", "find_frames", "load_scheme"]
