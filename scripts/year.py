"""Write a year of a team's life into a folder: 26 games, 40 agreements of every fate. For tests and for a look.

    python scripts/year.py FOLDER [--language en]

It is played through the real game and written by the real files, with chance from a seed: the same each time.
"""

import argparse
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dialogkort import language  # noqa: E402
from dialogkort.core.agreements.agreement import Agreement  # noqa: E402
from dialogkort.core.agreements.reviews import (  # noqa: E402
    Change,
    adjust,
    draft_of,
    keep,
    retire,
    review_card,
    supersede,
)
from dialogkort.core.cards import Card, Kind  # noqa: E402
from dialogkort.core.game.answers import FEWEST  # noqa: E402
from dialogkort.core.game.commands import Start  # noqa: E402
from dialogkort.core.game.dealing import Pile  # noqa: E402
from dialogkort.core.game.decide import decide  # noqa: E402
from dialogkort.core.game.evolve import fold  # noqa: E402
from dialogkort.core.game.phases import Format, Phase  # noqa: E402
from dialogkort.core.game.setup import DeckInPlay, Setup  # noqa: E402
from dialogkort.core.game.state import Game, Played, Stage  # noqa: E402
from dialogkort.core.team import Member, Team  # noqa: E402
from dialogkort.sessions import records  # noqa: E402
from dialogkort.storage import teams as team_files  # noqa: E402
from dialogkort.storage.agreements import files as agreement_files  # noqa: E402
from dialogkort.storage.games import minutes  # noqa: E402

GAMES, AGREEMENTS = 26, 40
FIRST = date(2026, 1, 12)
PEOPLE = ("Åse", "Bo", "Dorthe", "Ida", "Mette")
RULES = {"da": (
    "Ring, når det haster", "Møder slutter fem minutter før", "Kritik gives ansigt til ansigt",
    "Vi siger fra samme dag",
    "Onsdag formiddag er mødefri", "Kameraet må være slukket", "Svar inden fredag", "Referatet er på en halv side",
), "en": (
    "Call when it is urgent", "Meetings end five minutes early", "Criticism is given face to face",
    "We say no on the same day",
    "Wednesday mornings are free of meetings", "Cameras may be off", "Answer by Friday", "Minutes are half a page",
)}  # fmt: skip
DECISIONS = {
    "da": ("Hvornår vi holder ferie", "Indkøb under 5.000 kr.", "Hvem der ansættes", "Hjemmearbejde", "Mødetid"),
    "en": ("When we take our holidays", "Purchases under 700 euros", "Whom we hire", "Working from home", "Hours"),
}


def game_of(number: int, day: date, played: tuple[Played, ...], **fields: object) -> Game:
    """Return a game that has ended, with what was played in it."""
    setup = Setup(
        game=f"{day:%Y%m%d}-100000-{number:04x}",
        team="Team Nørreport",
        members=tuple(Member(f"m{place}", name) for place, name in enumerate(PEOPLE, 1)),
        decks=(DeckInPlay("kontrol", "Kontrol"),),
        minutes=45,
        form=Format.CLASSIC,
        date=day,
    )
    events = decide(None, Start(setup, Pile(fresh=(Card("x", "kontrol", Kind.QUESTION, "?"),))), 0.0)
    game = fold(tuple(events))  # type: ignore[arg-type]
    assert game is not None
    return replace(game, played=played, stage=Stage.ENDED, **fields)  # type: ignore[arg-type]


def round_of(card: Card, given: list[int], chance: Random) -> Played:
    """Return a round with these answers, of which fewer than three leave no counts."""
    counts = tuple(given.count(choice) if len(given) >= FEWEST else 0 for choice in card.choices)
    took = ((Phase.READ, 25.0), (Phase.THINK, chance.uniform(50, 70)), (Phase.DISCUSS, chance.uniform(200, 500)))
    return Played(card, counts, answered=bool(given), took=took)


def write_year(root: Path, tongue: str = "da") -> Path:
    """Write the year, and return the team's folder."""
    chance = Random(7)
    folder = root / "team-noerreport"
    rules, decisions = RULES[tongue], DECISIONS[tongue]
    team_files.save(
        folder, Team("Team Nørreport", tuple(Member(f"m{n}", one) for n, one in enumerate(PEOPLE, 1)), tongue)
    )
    asked = {
        "da": ("Hvor meget kontrol er rimelig her?", "ingen", "fuld"),
        "en": ("How much control is fair?", "none", "full"),
    }
    question, low, high = asked[tongue]
    scale = Card("styring", "kontrol", Kind.SCALE, question, low=low, high=high)
    standing: dict[str, Agreement] = {}
    made = 0
    with language.using(tongue):
        for number in range(GAMES):
            day = FIRST + timedelta(days=14 * number)
            here = 2 if number % 9 == 4 else len(PEOPLE)
            changes: list[Change] = []
            played: list[Played] = []
            due = [one for one in standing.values() if one.due(day)][:3]
            new: list[Agreement] = []
            for one in due:
                thumbs = [chance.randint(1, 3) for _ in range(here)]
                played.append(round_of(review_card(one), thumbs, chance))
                roll = chance.random()
                if roll < 0.45:
                    changes.append(keep(one, day))
                elif roll < 0.7:
                    draft = replace(draft_of(one, day), rule=f"{one.rule}\nOgså i ferien.", reason="Vi glemte ferien")
                    level = min(7, one.level + 1) if one.level else 0
                    changes.append(adjust(one, replace(draft, level=level), day))
                elif roll < 0.9:
                    changes.append(retire(one, day, "Den er blevet vane"))
                else:
                    successor = replace(
                        one,
                        id=f"{day:%Y%m%d}-100000-{number:04x}-{90 + len(new)}",
                        decided=day,
                        reviewed=None,
                        review=day + timedelta(days=91),
                        supersedes=one.id,
                        rule="Vi gør det omvendt.",
                    )
                    new.append(successor)
                    changes.append(supersede(one, successor, day))
            played.append(
                round_of(
                    scale, [min(5, max(1, round(chance.gauss(4 - number / 13, 0.8)))) for _ in range(here)], chance
                )
            )
            want = min(AGREEMENTS - made, 2 if number % 2 or number == 0 else 1)
            for place in range(max(0, want - len(new))):
                decision = decisions[(made + place) // 8 % len(decisions)] if (made + place) % 8 == 0 else ""
                rule = rules[(made + place) % len(rules)]
                new.append(
                    Agreement(
                        id=f"{day:%Y%m%d}-100000-{number:04x}-{place + 1}",
                        title=f"{rule} ({made + place + 1})",
                        rule=f"{rule}. Alt andet kan vente.",
                        decided=day,
                        review=day + timedelta(days=chance.choice((28, 56, 91, 182))),
                        keeper=chance.choice((*PEOPLE, "")),
                        deck="kontrol",
                        deck_title="Kontrol",
                        card="styring",
                        question=scale.question,
                        decision=decision,
                        level=chance.randint(2, 6) if decision else 0,
                    )
                )
            made += len(new)
            for one in new:
                agreement_files.add(folder, one)
                standing[one.id] = one
            for change in changes:
                agreement_files.change(folder, change)
                standing[change.id] = change.after
            ratings = tuple(min(5, max(1, round(chance.gauss(3.2 + number / 26, 0.6)))) for _ in range(here))
            notes = (f"Husk punkt {number}",) if number % 6 == 0 else ()
            game = game_of(
                number, day, tuple(played), agreements=tuple(new), changes=tuple(changes),
                standing=tuple(standing.values()), ratings=ratings, notes=notes,
            )  # fmt: skip
            minutes.save(folder, game)
        records.refresh_poster(folder, "Team Nørreport", FIRST + timedelta(days=365))
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="da")
    given = parser.parse_args()
    print(write_year(given.folder, given.language))
