"""Reading and writing files: whole or not at all, inside the folder they belong to, within limits."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import FramingError, InputError

MAX_FILE_BYTES = 2_000_000_000
"""A larger input file is refused: it would not fit into memory."""
MAX_ARTICLE_CHARACTERS = 1_000_000
"""A longer article is rejected: it is a book, or several articles in one."""

PACKAGE = Path(__file__).parent
_TOO_DEEP = re.compile(r"(?:[\[{]\s*){50}")
_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def resource(*parts: str) -> Path:
    """Path of a file that ships inside the package, e.g. ``resource("frames", "generic.yaml")``."""
    return PACKAGE.joinpath("resources", *parts)


def notebook_path(name: str) -> Path:
    """Path of a notebook of the suite, in the project's folder or in an installed wheel.

    Raises:
        InputError: There is no notebook of that name.
    """
    for folder in (PACKAGE.parent / "notebooks", resource("notebooks")):
        path = folder / f"{name}.ipynb"
        if path.is_file():
            return path
    raise InputError(f"There is no notebook named {name!r}. Reinstall news-framing, or run from the project's folder.")


def checksum(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, at most 60 characters.

    >>> slug("Kim visits Russia (again)")
    'kim-visits-russia-again'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].rstrip("-") or "article"


def safe_name(name: str) -> str:
    """A file name for any id: the id itself where it is one, else its slug and a checksum.

    >>> safe_name("kim-visits-russia-1a2b3c4d")
    'kim-visits-russia-1a2b3c4d'
    >>> safe_name("../../etc/passwd")
    'etc-passwd-3754d6cb'
    """
    if _SAFE_NAME.fullmatch(name) and ".." not in name and name != "index":
        return name
    return f"{slug(name)}-{checksum(name)[:8]}"


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file so that it is there whole or not at all, whatever stops the program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


class _UniqueKeyLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The safe loader, which also refuses a key that stands twice (YAML would keep the last in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str) and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key) if isinstance(key, str) else None
        return super().construct_mapping(node, deep=deep)


def parse_yaml(text: str, where: str, error: type[FramingError] = InputError) -> Any:
    """Parse YAML through the safe loader; a mistake is reported with its line.

    Args:
        text: The YAML.
        where: The file's name, for the message.
        error: The class of the error to raise.
    """
    try:
        if _TOO_DEEP.search(text):
            raise error(f"{where}: lists are nested too deep to be meant.")
        loader = _UniqueKeyLoader(text)
        try:
            return _without_cycles(loader.get_single_data())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as problem:
        line = f", line {problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise error(f"{where}{line}: not valid YAML: {problem.problem}.") from None
    except yaml.YAMLError as problem:
        raise error(f"{where}: not valid YAML: {problem}.") from None
    except (ValueError, KeyError, RecursionError) as problem:
        raise error(f"{where}: holds a value that cannot be read: {problem}.") from None


def _without_cycles(value: Any, around: tuple[int, ...] = (), seen: set[int] | None = None) -> Any:
    """The value itself, unless a list or mapping in it holds itself.

    Raises:
        ValueError: One does.
    """
    seen = set() if seen is None else seen
    if id(value) in around:
        raise ValueError("it holds itself")
    if isinstance(value, (dict, list)) and id(value) not in seen:
        seen.add(id(value))
        for part in value.values() if isinstance(value, dict) else value:
            _without_cycles(part, (*around, id(value)), seen)
    return value


def read_yaml(path: Path, error: type[FramingError] = InputError) -> Any:
    """Read a YAML file of the user's or of the package's; see :func:`parse_yaml`."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8-sig"), path.name, error)
    except (OSError, UnicodeDecodeError) as problem:
        raise error(f"{path}: cannot be read: {problem}.") from None
