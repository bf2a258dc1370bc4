"""Results are kept as a table: one line a measurement, columns in the order of the first line."""

import csv
from datetime import UTC, datetime
from pathlib import Path


def append(path: Path, line: dict[str, object]) -> None:
    """Add a line to a table, with the time; new columns are added to the lines that stand there."""
    line = {"time": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), **line}
    lines = list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []
    columns = list(dict.fromkeys([name for one in (*lines, line) for name in one]))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*lines, line])
    print({key: value for key, value in line.items() if value != ""}, flush=True)
