"""The settings of one run, read from a YAML file: whatever changes a run's outcome stands there."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from training.data import Masking


@dataclass(frozen=True)
class Settings:
    """One run's recipe."""

    name: str
    base: str
    epochs: int
    lr: float
    batch: int
    seed: int = 1
    frozen: int = -1  # lowest layers kept as pretrained, the embeddings with them; -1: none, the embeddings neither
    length: int = 160
    dropout: float = 0.2
    smoothing: float = 0.05
    warmup: float = 0.06
    decay: float = 0.01
    precision: str = "bf16"
    masking: Masking = field(default_factory=Masking)


def read(path: Path, **changes: object) -> Settings:
    """Read a run's settings; an unknown key is an error. `changes` (such as another seed) come from the command."""
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    values["masking"] = Masking(**values.get("masking", {}))
    values["name"] = values.get("name", path.stem)
    return Settings(**{**values, **{key: value for key, value in changes.items() if value is not None}})


def of_run(folder: Path) -> Settings:
    """Read the settings that a finished run was made with."""
    values = json.loads((folder / "run.json").read_text(encoding="utf-8"))["settings"]
    return Settings(**{**values, "masking": Masking(**values["masking"])})
