"""Agreements on file for the tests of the commands: two teams, and a day on which some are due."""

from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.language import using
from dialogkort.storage.agreements.files import FOLDER, read, render

TODAY = date(2027, 2, 22)


def agreement(name: str = "spil-1", **fields: object) -> Agreement:
    """An agreement that is due on `TODAY`."""
    return Agreement(
        **{
            "id": name,
            "title": "Ring, når det haster",
            "rule": "Når det haster, ringer vi.\nAlt andet kan vente til i morgen.",
            "decided": date(2026, 11, 22),
            "review": TODAY,
            "keeper": "Åse",
            **fields,
        }
    )


def lay(root: Path, agreement: Agreement, team: str = "Team Nord", name: str = "") -> Path:
    """Write an agreement into the folder of a team, which is created if necessary, and return its file."""
    folder = root / team.casefold().replace(" ", "-")
    path = folder / FOLDER / (name or f"{agreement.decided}-{agreement.id}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    folder.joinpath("team.yaml").write_text(f"name: {team}\n", encoding="utf-8")
    with using("da"):
        path.write_bytes(render(agreement).encode())
    return path


def kept(path: Path) -> Agreement:
    """Return the current content of the file."""
    return read(path).agreement
