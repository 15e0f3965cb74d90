"""Rescuing what cannot be saved: the whole game as text to copy, or written to a place that somebody names."""

from pathlib import Path

from dialogkort.core.game.state import Game
from dialogkort.core.text import clean
from dialogkort.files import atomic, links
from dialogkort.files.named_files import save_new
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.sessions.safety import Safety
from dialogkort.storage.agreements.text import render
from dialogkort.storage.games import minutes
from dialogkort.storage.games.waiting import SUFFIX

_RULE = "=" * 60


def text_of(game: Game) -> str:
    """Return everything the game has produced: its minutes, its agreements as their files would be, and the draft."""
    _front_matter, _end, body = minutes.render(game, game.setup.date).partition("\n---\n")
    parts = [body.lstrip("\n")]
    parts += [render(agreement) for agreement in game.agreements]
    parts += [render(change.after) for change in game.changes if change.after not in game.agreements]
    if game.proposal:
        draft = game.proposal.draft
        words = (draft.title, draft.rule, draft.signs, draft.corner_flags, draft.keeper, draft.reason)
        parts.append("\n\n".join(filter(None, ("# " + _("Draft"), *words))) + "\n")
    return clean(f"\n{_RULE}\n\n".join(parts))


def write_down(safety: Safety, folder: Path) -> Path:
    """Write the game to `folder`, as text and as a journal to continue from, and return the text's file.

    Raises CannotSave.
    """
    game, journal = safety.sitting.game, safety.sitting.rewritten()
    links.name_folder(folder)
    stem = f"{game.setup.date.isoformat()}-{slug(game.setup.team or 'dialogkort')}"
    path = save_new(folder, stem, text_of(game).encode(), private=True)
    beside = path.with_name(f"{game.setup.game}{SUFFIX}")
    try:
        atomic.write(beside, journal, exclusive=True, private=True)
    except FileExistsError:  # from an earlier rescue, of an earlier step
        atomic.write(beside, journal)
    safety.note_rescue(path)
    return path
