"""Where things are kept: the folder for documents, the state of unfinished games, the settings. Only paths."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "dialogkort"
FOLDER = "Dialogkort"


@dataclass(frozen=True, slots=True)
class Locations:
    """`documents` has a folder for each team, `state` the unfinished games, `config` the settings."""

    documents: Path
    state: Path
    config: Path

    @property
    def own_decks(self) -> Path:
        """The user's shelf, where decks are added."""
        return self.config / "decks"


def locations(environ: Mapping[str, str]) -> Locations:
    """Return the platform's locations, or those in DIALOGKORT_FOLDER, DIALOGKORT_STATE and DIALOGKORT_CONFIG.

    Nothing is created. Relative paths start from the current folder.
    """
    documents = _given(environ, "DIALOGKORT_FOLDER")
    state = _given(environ, "DIALOGKORT_STATE")
    config = _given(environ, "DIALOGKORT_CONFIG")
    if documents and state and config:
        return Locations(documents, state, config)
    import platformdirs  # noqa: PLC0415 - not needed if all three are given

    return Locations(
        documents or platformdirs.user_documents_path() / FOLDER,
        state or platformdirs.user_state_path(NAME, appauthor=False),
        config or platformdirs.user_config_path(NAME, appauthor=False),
    )


def _given(environ: Mapping[str, str], name: str) -> Path | None:
    text = environ.get(name, "").strip()
    if not text:
        return None
    path = Path(text)
    if text.startswith("~") and (home := environ.get("HOME") or environ.get("USERPROFILE")):
        path = Path(home, *path.parts[1:]) if path.parts[0] == "~" else path
    return path.absolute()
