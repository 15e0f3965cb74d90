"""The history of an agreement in words: one item of a list for each review, in the language of its file.

People write items of their own there too; which of them are ours is told by their words alone.
"""

from dataclasses import dataclass

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Act, Review
from dialogkort.core.text import clean
from dialogkort.files import markdown
from dialogkort.language import LANGUAGES, current
from dialogkort.language.dates import long_date


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said of each act in one language."""

    decided: str
    kept: str
    adjusted: str
    retired: str
    superseded: str
    handed_over: str
    taken_over: str
    let_go: str
    moved: str
    level: str
    following: str
    reason: str
    was: str


PHRASES = {
    "da": Phrases(
        decided="Aftalt",
        kept="Beholdt.",
        adjusted="Justeret.",
        retired="Lagt væk.",
        superseded="Afløst af »{title}«.",
        handed_over="Tovholder skiftet fra {was} til {keeper}.",
        taken_over="{keeper} er nu tovholder.",
        let_go="{was} er ikke længere tovholder.",
        moved="Gennemgangen flyttet til den {date}.",
        level="Niveau {before} → {now}.",
        following="Ses igen den {date}.",
        reason="Grund: {reason}",
        was="Før stod der:",
    ),
    "en": Phrases(
        decided="Agreed",
        kept="Kept.",
        adjusted="Adjusted.",
        retired="Retired.",
        superseded="Replaced by “{title}”.",
        handed_over="Keeper changed from {was} to {keeper}.",
        taken_over="{keeper} is the keeper now.",
        let_go="{was} is no longer the keeper.",
        moved="Review moved to {date}.",
        level="Level {before} → {now}.",
        following="Next review: {date}.",
        reason="Reason: {reason}",
        was="Before, it said:",
    ),
}


def first_item(agreement: Agreement, language: str) -> str:
    """Return the item with which each history begins: when it was agreed."""
    return f"{long_date(agreement.decided, language)}: {PHRASES[language].decided}"


def history_item(review: Review, after: Agreement, language: str = "") -> str:
    """Return what the history says of `review`, which left the agreement as `after`.

    One line; below an empty line follows the old wording, if it has changed, each line after "> ".
    `language` is the one in use unless given.
    """
    language = language or current()
    phrases = PHRASES[language]
    sentences = [_act(review, after, phrases, language)]
    if review.next and review.act is not Act.MOVE:
        sentences.append(phrases.following.format(date=long_date(review.next, language)))
    if reason := _one_line(review.reason):
        sentences.append(phrases.reason.format(reason=reason if reason.endswith(tuple(".!?…")) else f"{reason}."))
    old = clean(review.was).strip() if review.act is Act.ADJUST else ""
    if old:
        sentences.append(phrases.was)
    head = f"{long_date(review.day, language)}: {' '.join(sentences)}"
    return "\n".join([head, "", *(f"> {one}" if one else ">" for one in old.split("\n"))]) if old else head


def history_items(review: Review, after: Agreement) -> tuple[str, ...]:
    """Return the item in each language: which one a file has is the matter of whoever wrote it."""
    return tuple(history_item(review, after, language) for language in LANGUAGES)


def render_item(item: str) -> str:
    """Return a text of `history_item` as an item of a markdown list, without a line feed at its end."""
    head, _empty, quoted = item.partition("\n\n")
    day, mark, words = head.partition(": ")
    rendered = f"- {day}{mark}{markdown.line(words)}"
    if not quoted:
        return rendered
    old = "\n".join(one.removeprefix(">").removeprefix(" ") for one in quoted.split("\n"))
    return "\n".join([rendered, "", *(f"  {one}" for one in markdown.quote(old).split("\n"))])


def as_read(item: str) -> str:
    """Return an item as it is read from a file."""
    [text] = markdown.read_items(render_item(item).split("\n"))
    return text


def _act(review: Review, after: Agreement, phrases: Phrases, language: str) -> str:
    was, keeper = _one_line(review.was), _one_line(after.keeper)
    match review.act:
        case Act.KEEP:
            return phrases.kept
        case Act.ADJUST if review.level_before:
            return f"{phrases.adjusted} {phrases.level.format(before=review.level_before, now=after.level)}"
        case Act.ADJUST:
            return phrases.adjusted
        case Act.RETIRE:
            return phrases.retired
        case Act.SUPERSEDE:
            return phrases.superseded.format(title=_one_line(review.successor))
        case Act.MOVE:
            day = review.next or after.review
            return phrases.moved.format(date=long_date(day, language))
        case Act.HAND_OVER if not was:
            return phrases.taken_over.format(keeper=keeper)
        case Act.HAND_OVER if not keeper:
            return phrases.let_go.format(was=was)
        case Act.HAND_OVER:
            return phrases.handed_over.format(was=was, keeper=keeper)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
