"""Words as they occur in lists: marks before them, labels, column headings, invisible characters."""

import re
import unicodedata
from typing import Final

from dialogkort.core.text import clean_line
from dialogkort.decks.format.schema import CARD_FIELDS
from dialogkort.files.suggestions import folded

_NOTHING: Final = re.compile("[\u00ad\u200b\u2060\ufeff\u3164\u2800\u200e\u200f]")
_LONGEST: Final = 20_000
_LONGEST_NAME: Final = 100

MARK: Final = re.compile(
    r"""
    (?P<bullet>[-*+•‣◦●○▪▫■□▶➢➤✓✔☐☑·–—»\uf0b7\uf0a7o](?=\s)|[•‣◦●○▪▫■□➢➤✓✔☐☑\uf0b7\uf0a7](?=\S))
    |(?P<number>\(?(?:\#\s?)?\d{1,4}(?:\.\d{1,3})*(?:[.):]|\s[-–]|\.\))(?=\s|[^\W\d]))
    |(?P<letter>\(?[A-Za-z][.)](?=\s))
    """,
    re.VERBOSE,
)
"""What precedes a point of a list."""
_BOX: Final = re.compile(r"\[[ xX]?\]\s+")
_SERIAL: Final = re.compile(
    r"(?:spørgsmål|question|kort|card|icebreaker|opgave|nr\.?|no\.?|q|s)\s*\#?\d{1,4}\s*(?:[.:)–-]|$)\s*", re.IGNORECASE
)
_LABEL: Final = re.compile(r"\*{0,2}_?([^\W\d_][\w /-]{0,24}?)\s*\d{0,3}\s*:\*{0,2}_?(?:\s+|$)")
_TRAILING: Final = re.compile(r"[\s_-]*(?:\(?(?:\d{1,2}|[a-e])\)?)$")
SENTENCE: Final = re.compile(r"[^.?!…\n]*(?:[.?!…]+[\"'”’»)]*|$)")

_MORE: Final = {
    "question": (
        "prompt", "icebreaker", "isbryder", "card", "kort", "content", "indhold", "body", "sporgsmal", "questions",
        "question_text", "spoergsmaalet", "dialogspoergsmaal", "refleksionsspoergsmaal", "q", "udsagn", "title",
        "titel", "name", "description", "beskrivelse", "paastand", "statement", "entry",
    ),
    "theme": ("category", "section", "afsnit", "kapitel", "group", "gruppe", "themes", "temaer", "subject", "omraade"),
    "follow_ups": (
        "follow_up", "followup", "opfoelgende_spoergsmaal", "uddybende_spoergsmaal", "uddybende", "underspoergsmaal",
        "probes", "probe", "sub_questions", "hjaelpespoergsmaal", "follow_up_questions", "follow_up_question",
    ),
    "advice": ("gode_raad", "tips", "note_til_facilitator", "vink", "facilitator_note", "hints"),
    "options": ("option", "choice", "answer", "svarmulighed", "valgmulighed", "mulighed", "alternativ", "alternatives"),
    "level": ("depth", "difficulty", "svaerhed", "intensity"),
    "tags": ("tag", "keywords", "labels", "etiket"),
    "source": ("kilder", "sources", "origin", "ophav", "author", "forfatter"),
    "low": ("low_label", "1"),
    "high": ("high_label", "5"),
}  # fmt: skip
_WEAK: Final = frozenset(
    {"title", "titel", "name", "description", "beskrivelse", "kort", "card", "tekst", "text", "content", "indhold",
     "body", "entry"}
)  # fmt: skip
"""Headings that mean the question only if there is no better one."""


def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for field in CARD_FIELDS:
        for word in (field.name, *field.also, *_MORE.get(field.name, ())):
            found.setdefault(folded(word), field.name)
    return found


_NAMES: Final = _names()


def tidy(text: str) -> str:
    """Return text on one line, without invisible characters (a soft hyphen from Word, a no-break space)."""
    return clean_line(_NOTHING.sub("", text[:_LONGEST]), _LONGEST)


def field_named(heading: str) -> str:
    """Return the field that a heading or label names, in English or Danish; empty if there is none."""
    heading = heading[:_LONGEST_NAME]
    word = folded(heading)
    return _NAMES.get(word) or _NAMES.get(folded(_TRAILING.sub("", heading)), "")


def is_weak(heading: str) -> bool:
    """Tell whether a heading means the question only if there is no better one."""
    return folded(heading) in _WEAK


def label_of(text: str) -> tuple[str, str]:
    """Return the field that a label at the beginning of `text` names, and what follows; empty if there is none."""
    if match := _LABEL.match(text, 0, _LONGEST_NAME):
        name = field_named(match[1])
        if name and (not is_weak(match[1]) or folded(match[1]) in {"tekst", "text", "kort", "card"}):
            return name, text[match.end() :].strip(" *_")
    return "", text


def without_mark(text: str) -> str:
    """Return a list point without a bullet, number, box or “Question 3:” before it."""
    text = text.strip()
    for _ in range(2):
        if match := MARK.match(text):
            text = text[match.end() :].lstrip(" \t:.)–-")
        if match := _BOX.match(text):
            text = text[match.end() :]
        if match := _SERIAL.match(text):
            text = text[match.end() :]
    return text.strip()


def is_serial(text: str) -> bool:
    """Tell whether the text is only “Card 3” or a number."""
    bare = text.strip(" *_#.:)")
    return bare.isdecimal() or (bool(bare) and not without_mark(f"{bare}: ").strip(" :"))


def is_question(text: str) -> bool:
    return text.rstrip(" \"'”’»)*_").endswith("?")


def holds_question(text: str) -> bool:
    return "?" in text


def begins_small(text: str) -> bool:
    """Tell whether a line continues the sentence of the line before."""
    return bool(text) and unicodedata.category(text[0]) == "Ll"


def is_ended(text: str) -> bool:
    """Tell whether the text ends like a sentence."""
    return text.rstrip(" \"'”’»)*_").endswith((".", "?", "!", "…", ":"))


def sentences(text: str) -> list[str]:
    """Split text into its sentences."""
    return [one for match in SENTENCE.finditer(text) if (one := match[0].strip())]
