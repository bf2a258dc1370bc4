"""Run one notebook with parameters, in a kernel of its own, and take its results."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillException, PapermillExecutionError
from traitlets import Unicode

from analysis.errors import RunError
from analysis.runs.parameters import check_names

CELL_TIMEOUT = 600
"""Seconds that a cell may take."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class SocketFileKernelManager(AsyncKernelManager):
    """Talks to its kernel through socket files: no port is opened, none can be taken already."""

    transport = Unicode("ipc")


def declared_parameters(notebook: Path) -> list[str]:
    """The names in a notebook's parameters cell."""
    return list(papermill.inspect_notebook(str(notebook)))


def run_notebook(notebook: Path, parameters: Mapping[str, Any], folder: Path) -> tuple[NotebookNode, dict[str, Any]]:
    """Run a notebook with papermill.

    Args:
        notebook: The notebook.
        parameters: Values for names that its parameters cell declares; plain data only.
        folder: The folder in which it runs.

    Returns:
        The notebook with its outputs, and the JSON of its cell tagged ``results``.

    Raises:
        ParameterError: A name is not declared.
        RunError: A cell failed, took too long, the kernel died, or the results are missing; in plain words.
    """
    check_names(parameters, declared_parameters(notebook))
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "out.ipynb"
        try:
            run = papermill.execute_notebook(
                str(notebook),
                str(output),
                dict(parameters),
                kernel_name="python3",
                progress_bar=False,
                cwd=str(folder),
                execution_timeout=CELL_TIMEOUT,
                kernel_manager_class=SocketFileKernelManager,
            )
        except PapermillExecutionError as problem:
            message = _COLOURS.sub("", problem.evalue).strip()
            raise RunError(
                message if problem.ename.endswith("Error") and message else f"{problem.ename}: {message}"
            ) from None
        except DeadKernelError:
            raise RunError("The kernel died while the notebook ran (out of memory?).") from None
        except (PapermillException, TimeoutError, RuntimeError) as problem:
            raise RunError(f"The notebook did not run to its end: {problem}") from None
        run = nbformat.from_dict(run)
    return run, _results(run)


def _results(run: NotebookNode) -> dict[str, Any]:
    for cell in run.cells:
        if "results" in cell.metadata.get("tags", []):
            for output in cell.get("outputs", []):
                found = output.get("data", {}).get("application/json")
                if found is not None:
                    return found
    raise RunError("The notebook ended without its results: the cell tagged 'results' has no JSON output.")
