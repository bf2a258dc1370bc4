"""How far the measures can be trusted: benchmark tasks on labelled examples."""

from analysis.validity.tasks import TASKS, evaluate

__all__ = ["TASKS", "evaluate"]
