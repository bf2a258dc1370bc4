"""Frame schemes: which frames there are, and the words that point to each; those of the package, or the user's own."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.errors import SchemeError
from analysis.files import read_yaml, resource

SCHEMES = ("generic", "policy")
"""The schemes that ship with the package."""
_KEYS = {"scheme", "title", "source", "frames"}


@dataclass(frozen=True)
class Cue:
    """A word pattern and its weight: how likely a sentence in which it stands carries the frame."""

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Frame:
    """A frame: its name, a definition for coders, and its cues."""

    name: str
    definition: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class Scheme:
    """A set of frames with the source of their definitions."""

    name: str
    title: str
    source: str
    frames: tuple[Frame, ...]


def load_scheme(scheme: str | Path) -> Scheme:
    """Load a frame scheme.

    Args:
        scheme: "generic", "policy", or the path of a YAML file of one's own in the same format.

    Raises:
        SchemeError: There is none of that name, or the file is wrong; the message names file, frame and word.

    Example:
        >>> [frame.name for frame in load_scheme("generic").frames]
        ['conflict', 'resolution', 'human_interest', 'economic', 'morality', 'responsibility']
    """
    if str(scheme).lower().endswith((".yaml", ".yml")):
        path = Path(scheme)
    elif scheme in SCHEMES:
        path = resource("frames", f"{scheme}.yaml")
    else:
        near = get_close_matches(str(scheme), SCHEMES, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise SchemeError(
            f"There is no frame scheme named {str(scheme)!r}.{hint} Choose one of: {', '.join(SCHEMES)}, "
            "or give a .yaml file."
        )
    return _read_scheme(read_yaml(path, SchemeError), path.name, path.stem)


def _read_scheme(content: Any, where: str, stem: str) -> Scheme:
    if not isinstance(content, dict) or not isinstance(content.get("frames"), dict) or not content["frames"]:
        raise SchemeError(f"{where}: must hold 'frames:' with one entry a frame below it.")
    if unknown := set(content) - _KEYS:
        raise SchemeError(f"{where}: unknown field '{min(map(str, unknown))}'. Known: {', '.join(sorted(_KEYS))}.")
    name = str(content.get("scheme") or stem)
    frames = tuple(_read_frame(str(frame), entry, where) for frame, entry in content["frames"].items())
    return Scheme(name, str(content.get("title") or name), str(content.get("source") or "").strip(), frames)


def _read_frame(name: str, entry: Any, where: str) -> Frame:
    where = f"{where}, frame {name!r}"
    if not isinstance(entry, dict) or not isinstance(entry.get("words"), dict) or not entry["words"]:
        raise SchemeError(f"{where}: needs 'words:' with one 'pattern: weight' a line below it.")
    if unknown := set(entry) - {"definition", "words"}:
        raise SchemeError(f"{where}: unknown field '{min(map(str, unknown))}'. Known: definition, words.")
    cues = tuple(_read_cue(pattern, weight, where) for pattern, weight in entry["words"].items())
    return Frame(name, str(entry.get("definition") or ""), cues)


def _read_cue(pattern: Any, weight: Any, where: str) -> Cue:
    if not isinstance(pattern, str):
        raise SchemeError(f"{where}: the word {pattern!r} must be put in quotation marks.")
    if not isinstance(weight, (int, float)) or isinstance(weight, bool) or not 0 < weight <= 1:
        raise SchemeError(f"{where}, word {pattern!r}: the weight must be above 0 and at most 1, not {weight!r}.")
    words = tuple(pattern.lower().replace("’", "'").replace("-", " ").split())
    if not words or any(not re.fullmatch(r"[^\W_][\w'&.]*\*?", word) for word in words):
        raise SchemeError(f"{where}: the pattern {pattern!r} must be words, each with at most one * at its end.")
    return Cue(words, float(weight))
