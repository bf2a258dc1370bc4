"""What the tests of loading share: files made on the spot, loaded from a folder of their own."""

from collections.abc import Callable

import pytest

from analysis.texts import Loaded, load_articles

Load = Callable[..., Loaded]


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Writes files (text in UTF-8, or bytes as they are) into a new folder and loads the folder."""

    def make(files: dict[str, str | bytes]) -> Loaded:
        folder = tmp_path_factory.mktemp("source")
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return load_articles(folder)

    return make
