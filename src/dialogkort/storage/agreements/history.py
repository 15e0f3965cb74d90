"""The history of an agreement in words: one list item for each review, in the language of its file.

People write items of their own there too; ours are recognised by their words alone.
"""

from collections.abc import Sequence
from functools import cache

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Act, Review
from dialogkort.core.text import clean
from dialogkort.files import markdown
from dialogkort.language import TONGUES, tongue, using
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date


def first_item(agreement: Agreement) -> str:
    """Return the first item of each history: when it was agreed."""
    return f"{long_date(agreement.decided)}: {tongue().phrases.decided}"


def outside_item(agreement: Agreement) -> str:
    """Return the item that says that an agreement was not made in a game."""
    return f"{long_date(agreement.decided)}: " + _("Recorded outside a game.")


def history_item(review: Review, after: Agreement, was: str = "") -> str:
    """Return the history item of `review`, which left the agreement as `after`.

    It is one line; if the wording has changed, an empty line and the old wording follow, each line after "> ", with the
    concerns and objections about it. `was` is what leads up to the old wording instead of the phrase of today.
    """
    phrases = tongue().phrases
    sentences = [_act(review, after)]
    if review.next and review.act is not Act.MOVE:
        sentences.append(phrases.following.format(date=long_date(review.next)))
    if reason := _one_line(review.reason):
        sentences.append(phrases.reason.format(reason=reason if reason.endswith(tuple(".!?…")) else f"{reason}."))
    old = _before(review) if review.act is Act.ADJUST else ""
    if old:
        sentences.append(was or phrases.was)
    head = f"{long_date(review.day)}: {' '.join(sentences)}"
    return "\n".join([head, "", *(f"> {part}" if part else ">" for part in old.split("\n"))]) if old else head


def _before(review: Review) -> str:
    """Return the wording before an adjustment, and the concerns and objections about it that the file no longer has."""
    headings = tongue().headings
    said = [
        f"{heading}: {'; '.join(map(_one_line, texts))}"
        for heading, texts in ((headings.concerns, review.concerns), (headings.objections, review.objections))
        if texts
    ]
    return "\n\n".join(filter(None, (clean(review.was).strip(), *said)))


def history_items(review: Review, after: Agreement) -> tuple[str, ...]:
    """Return the item in each language, and as earlier versions wrote it: whoever wrote the file decided that."""
    items = []
    for language, spoken in TONGUES.items():
        with using(language):
            items += [history_item(review, after, was) for was in ("", *spoken.earlier_was)]
    return tuple(dict.fromkeys(items))


def acts_in(history: Sequence[str]) -> tuple[Act, ...]:
    """Return the reviews that a history mentions, in any language. What people wrote there themselves is left out."""
    found = (_act_of(item) for item in history)
    return tuple(act for act in found if act)


def _act_of(item: str) -> Act | None:
    _day, _mark, words = item.partition(": ")
    for beginning, act in _beginnings():
        if words.startswith(beginning):
            return act
    return None


@cache
def _beginnings() -> tuple[tuple[str, Act], ...]:
    """Return how the sentence for each act begins, in each language."""
    told = []
    for spoken in TONGUES.values():
        phrases = spoken.phrases
        told += [
            (phrases.kept, Act.KEEP),
            (phrases.adjusted, Act.ADJUST),
            (phrases.retired, Act.RETIRE),
            (phrases.superseded.partition("{")[0], Act.SUPERSEDE),
            (phrases.moved.partition("{")[0], Act.MOVE),
        ]
    return tuple(told)


def render_item(item: str) -> str:
    """Return an item from `history_item` as a Markdown list item, without a line feed at its end."""
    head, _empty, quoted = item.partition("\n\n")
    rendered = f"- {markdown.line(head)}"  # "25. august" would begin a numbered list
    if not quoted:
        return rendered
    old = "\n".join(part.removeprefix(">").removeprefix(" ") for part in quoted.split("\n"))
    return "\n".join([rendered, "", *(f"  {part}" for part in markdown.quote(old).split("\n"))])


def as_read(item: str) -> str:
    """Return an item as it reads back from a file."""
    [text] = markdown.read_items(render_item(item).split("\n"))
    return text


def _act(review: Review, after: Agreement) -> str:
    phrases = tongue().phrases
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
            return phrases.moved.format(date=long_date(day))
        case Act.HAND_OVER if not was:
            return phrases.taken_over.format(keeper=keeper)
        case Act.HAND_OVER if not keeper:
            return phrases.let_go.format(was=was)
        case Act.HAND_OVER:
            return phrases.handed_over.format(was=was, keeper=keeper)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
