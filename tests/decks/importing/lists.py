"""Lists of questions in the forms in which people have them, each with the cards that it contains."""

import json
from typing import NamedTuple

from tests.decks.importing.office_files import docx, paragraph, table, xlsx


class Shape(NamedTuple):
    """A file, the number of cards in it, and fields of some of them: (place, field, value)."""

    name: str
    data: bytes
    cards: int
    fields: tuple[tuple[int, str, object], ...] = ()
    left_out: int = 0
    title: str = ""


def _text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


ICEBREAKERS = [f"What would you do with {number} free days, and who would you bring?" for number in range(213)]
NUMBERED = [f"{number}. Hvornår gik noget godt, da vi var {number} om det?" for number in range(1, 37)]

PLAIN = [
    Shape("a line each.txt", _text(*ICEBREAKERS), 213, ((0, "question", ICEBREAKERS[0]),)),
    Shape("without question marks.txt", _text(*(f"Noget jeg lærte af nummer {n}" for n in range(12))), 12),
    Shape("statements.txt", _text("Vi siger tak.", "Vi siger til.", "Vi siger fra."), 3),
    Shape("numbered.txt", _text(*NUMBERED), 36, ((35, "question", NUMBERED[35][4:]),)),
    Shape("numbered with brackets.txt", _text("1) Hvad nu?", "2) Hvad så?", "10) Hvem?"), 3, ((2, "question", "Hvem?"),)),
    Shape("numbered in brackets.txt", _text("(1) What now?", "(2) What then?"), 2, ((0, "question", "What now?"),)),
    Shape("numbered Q.txt", _text("Q1: What now?", "Q2: What then?"), 2, ((1, "question", "What then?"),)),
    Shape("numbered question.txt", _text("Spørgsmål 1: Hvad nu?", "Spørgsmål 2: Hvad så?"), 2, ((1, "question", "Hvad så?"),)),
    Shape("bullets from Word.txt", _text("•\tHvad nu?", "•\tHvad så?"), 2, ((0, "question", "Hvad nu?"),)),
    Shape("bullets without a blank.txt", _text("•Hvad nu?", "•Hvad så?"), 2, ((0, "question", "Hvad nu?"),)),
    Shape("dashes.txt", _text("– Hvad nu?", "– Hvad så?"), 2, ((0, "question", "Hvad nu?"),)),
    Shape("boxes.txt", _text("- [ ] Hvad nu?", "- [x] Hvad så?"), 2, ((1, "question", "Hvad så?"),)),
    Shape("blank lines between.txt", _text("Hvad nu?", "", "", "Hvad så?", "", "Hvem?"), 3),
    Shape("windows.txt", "Hvad gør vi på Ærø?\r\nHvad så i Ålborg?\r\n".encode("cp1252"), 2, ((0, "question", "Hvad gør vi på Ærø?"),)),
    Shape("dos.txt", "Hvad gør vi på Sjælland?\r\nHvad spørger du om?\r\n".encode("cp850"), 2, ((1, "question", "Hvad spørger du om?"),)),
    Shape("mac.txt", "Hvad gør vi på Sjælland?\rHvad spørger du om?\r".encode("mac_roman"), 2, ((0, "question", "Hvad gør vi på Sjælland?"),)),
    Shape("notepad unicode.txt", "\ufeffHvad gør vi?\r\nHvad så?\r\n".encode("utf-16-le"), 2, ((0, "question", "Hvad gør vi?"),)),
    Shape("utf-8 with a mark.txt", b"\xef\xbb\xbf" + "Hvad gør vi?\nHvad så?\n".encode(), 2, ((0, "question", "Hvad gør vi?"),)),
    Shape(
        "themes above.txt",
        _text("Tillid", "Hvad er tillid?", "Hvem stoler du på?", "", "Kontrol", "Hvad er kontrol?"),
        3,
        ((0, "theme", "Tillid"), (2, "theme", "Kontrol")),
    ),
    Shape(
        "themes with a colon.txt",
        _text("Tillid:", "- Hvad er tillid?", "- Hvem stoler du på?", "Kontrol:", "- Hvad er kontrol?"),
        3,
        ((1, "theme", "Tillid"), (2, "theme", "Kontrol")),
    ),
    Shape(
        "themes in capitals.txt",
        _text("TILLID", "Hvad er tillid?", "KONTROL", "Hvad er kontrol?"),
        2,
        ((0, "theme", "TILLID"), (1, "theme", "KONTROL")),
    ),
    Shape(
        "a title and themes.txt",
        _text("Kort til mandag", "", "Tillid:", "- Hvad er tillid?", "- Hvem?", "", "Kontrol:", "- Hvad er kontrol?"),
        3,
        ((2, "theme", "Kontrol"),),
        title="Kort til mandag",
    ),
    Shape(
        "points below points.txt",
        _text("- Hvad er tillid?", "  - Hvornår?", "  - Hvor?", "- Hvad er kontrol?", "\t* Hvem?"),
        2,
        ((0, "follow_ups", ("Hvornår?", "Hvor?")), (1, "follow_ups", ("Hvem?",))),
    ),
    Shape(
        "questions above points.txt",
        _text("Hvad er tillid?", "- Hvornår?", "- Hvor?", "", "Hvad er kontrol?", "- Hvem?"),
        2,
        ((0, "follow_ups", ("Hvornår?", "Hvor?")),),
    ),
    Shape(
        "answers with letters.txt",
        _text("Det haster. Hvad gør du?", "a) Ringer", "b) Skriver", "c) Venter", "", "Hvad så?", "a) Intet", "b) Alt"),
        2,
        ((0, "kind", "dilemma"), (0, "options", ("Ringer", "Skriver", "Venter"))),
    ),
    Shape(
        "lines that go on.txt",
        _text(*(f"{n}. Hvad gør vi, når nummer {n} af os\n   går hjem, før vi er færdige?" for n in range(1, 9))),
        8,
        ((0, "question", "Hvad gør vi, når nummer 1 af os går hjem, før vi er færdige?"),),
    ),
    Shape(
        "wrapped paragraphs.txt",
        _text(
            "Hvornår har du sidst oplevet, at nogen på arbejdet",
            "viste dig tillid, og hvad gjorde det ved dig?",
            "",
            "Hvad ville der ske, hvis vi i en hel uge holdt op med",
            "at sende hinanden mails efter klokken fire?",
        ),
        2,
    ),
    Shape(
        "blocks of labels.txt",
        _text(
            "Question: What now?", "Theme: Trust", "Follow-up: Why?", "Follow-up: When?", "Advice: Be kind.", "",
            "Question: What then?", "Theme: Control", "Level: 3",
        ),
        2,
        ((0, "follow_ups", ("Why?", "When?")), (0, "advice", "Be kind."), (1, "level", 3), (1, "theme", "Control")),
    ),
    Shape(
        "blocks of Danish labels.txt",
        _text(
            "Kort 1", "Spørgsmål: Hvad nu?", "Tema: Tillid", "Opfølgning:", "- Hvorfor?", "- Hvornår?", "Råd: Vær rolig.",
            "", "Kort 2", "Type: skala", "Spørgsmål: Hvor meget?", "Lav: Lidt", "Høj: Meget",
            "", "Kort 3", "Spørgsmål: Det haster.", "Svar: Ringer; Skriver; Venter",
        ),
        3,
        (
            (0, "follow_ups", ("Hvorfor?", "Hvornår?")),
            (1, "kind", "scale"),
            (1, "high", "Meget"),
            (2, "options", ("Ringer", "Skriver", "Venter")),
        ),
    ),
    Shape("tabs.txt", _text("Hvad nu?\tTillid", "Hvad så?\tTillid", "Hvem?\tKontrol", "Hvor?\tKontrol"), 4, ((2, "theme", "Kontrol"),)),
    Shape("markdown in a text.txt", _text("# Tillid", "- Hvad nu?", "- Hvad så?"), 2, title="Tillid"),
    Shape("soft hyphens.txt", "Hvad er til\u00adlid?\nHvad er kon\u00adtrol?\n".encode(), 2, ((0, "question", "Hvad er tillid?"),)),
    Shape("twice.txt", _text("Hvad nu?", "Hvad så?", "Hvad nu?"), 2, left_out=1),
    Shape("one too long.txt", _text("Hvad nu?", "Hvad så?", "x" * 300 + "?"), 2, left_out=1),
    Shape("signs of YAML.txt", _text("@anna: hvad nu?", '"Hej" sagde hun - hvorfor?', "Hvad er # 1?", "[Hvem] er det?", "{x}: hvad?"), 5),
]  # fmt: skip

PAGES = [
    Shape(
        "prose between.md",
        _text(
            "# Vores kort", "", "Dette er lavet af Mette. Brug det på mandag.", "", "## Tillid", "", "- Hvad er tillid?",
            "  - Hvornår?", "- Hvem stoler", "  du på?", "", "  > Spørg roligt.", "", "## Kontrol", "", "Mere tekst her.", "",
            "1. Hvad er kontrol?", "2. Hvornår er det for meget?",
        ),
        4,
        (
            (0, "theme", "Tillid"),
            (0, "follow_ups", ("Hvornår?",)),
            (1, "question", "Hvem stoler du på?"),
            (1, "advice", "Spørg roligt."),
            (3, "theme", "Kontrol"),
        ),
        left_out=2,
        title="Vores kort",
    ),
    Shape("headings that ask.md", _text("## What now?", "", "- Why?", "", "## What then?", "", "> Be kind."), 2, ((0, "follow_ups", ("Why?",)), (1, "advice", "Be kind."))),
    Shape("a table.md", _text("| Spørgsmål | Tema |", "|---|---|", "| Hvad nu? | Tillid |", "| Hvad så? | Kontrol |"), 2, ((1, "theme", "Kontrol"),)),
    Shape("front matter.md", _text("---", "title: Mandag", "---", "- Hvad nu?", "- Hvad så?"), 2, title="Mandag"),
    Shape("emphasis and links.md", _text("- **Hvad** er [tillid](https://x.dk)?", "- Hvad er `kontrol`?"), 2, ((0, "question", "Hvad er tillid?"),)),
    Shape("a label in italics.md", _text("- Hvad nu?", "", "  *Godt råd: begynd småt.*", "", "- Hvad så?"), 2, ((0, "advice", "Begynd småt."),)),
    Shape("italics below.md", _text("- Hvad nu?", "", "  *Giv det tid.*", "", "- Hvad så?"), 2, ((0, "advice", "Giv det tid."),)),
    Shape("paragraphs.md", _text("Hvad nu?", "", "Hvad så?", "", "Hvem?"), 3),
    Shape("stars.md", _text("* Hvad nu?", "* Hvad så?", "* Hvem?"), 3),
    Shape("a single theme.md", _text("# Tillid", "", "- Hvad nu?", "- Hvad så?"), 2, title="Tillid"),
    Shape("labels in bold.md", _text("### Kort 1", "**Spørgsmål:** Hvad nu?", "**Råd:** Vent.", "", "### Kort 2", "**Spørgsmål:** Hvad så?", "**Tema:** Ro"), 2, ((0, "advice", "Vent."), (1, "theme", "Ro"))),
]  # fmt: skip

_ROWS = "\n".join(f"{n};Hvad gør vi ved nummer {n}?;Tillid" for n in range(1, 13))

TABLES = [
    Shape("an id.csv", f"id;spørgsmål;tema\n{_ROWS}\n".encode(), 12, ((0, "id", "1"), (0, "theme", "Tillid"))),
    Shape("excel.csv", "Nr;Spørgsmål;Tema\r\n1;Hvad gør vi?;Ærlighed\r\n2;Hvad så?;Ro\r\n".encode("cp1252"), 2, ((0, "theme", "Ærlighed"), (0, "id", ""))),
    Shape("a mark and sep.csv", b"\xef\xbb\xbfsep=;\r\nquestion;theme\r\nWhat now?;Trust\r\nWhat then?;Calm\r\n", 2, ((1, "theme", "Calm"),)),
    Shape("commas in quotes.csv", b'id,question,category,depth\nq1,What now?,Trust,easy\nq2,"What, then?",Calm,deep\n', 2, ((1, "question", "What, then?"), (1, "level", 3), (1, "theme", "Calm"))),
    Shape("lines in quotes.csv", b'question;follow-ups\n"What now?";"Why?\nWhen?"\n"What then?";\n', 2, ((0, "follow_ups", ("Why?", "When?")),)),
    Shape("commas in one column.csv", _text("Hvad nu, når det haster?", "Hvad så, bagefter, når det er ovre?", "Hvem?"), 3),
    Shape("no heading.csv", _text("Hvad er det?;Tillid", "Hvem er det?;Tillid", "Hvor er det?;Ro", "Hvorfor?;Ro"), 4, ((2, "theme", "Ro"),)),
    Shape("headings of their own.csv", _text("Ting;Afdeling", "Hvad er det?;Salg", "Hvem er det?;Salg", "Hvor?;Lager", "Hvorfor?;Lager"), 4, ((0, "theme", "Salg"),)),
    Shape("options side by side.csv", _text("Spørgsmål,Svar 1,Svar 2,Svar 3", "Det haster?,Ringer,Skriver,", "Hvad så?,Intet,Lidt,Alt"), 2, ((0, "options", ("Ringer", "Skriver")), (1, "options", ("Intet", "Lidt", "Alt")))),
    Shape("kinds.csv", _text("type;spørgsmål;lav;høj;beslutning;minutter", "skala;Hvor meget?;Lidt;Meget;;", "øvelse;Skriv en regel.;;;;5 min", "delegering;Hvem bestemmer?;;;Ferien;"), 3, ((0, "kind", "scale"), (1, "minutes", 5), (2, "decision", "Ferien"))),
    Shape("tabs.tsv", _text("question\ttags", "What now?\tmail, phone", "What then?\tcalm"), 2, ((0, "tags", ("mail", "phone")),)),
    Shape("bars.csv", _text("question|theme", "What now?|Trust", "What then?|Calm"), 2, ((1, "theme", "Calm"),)),
    Shape("two that ask.csv", _text("Spørgsmål;Opfølgning", "Hvad nu?;Hvorfor?", "Hvad så?;Hvornår?"), 2, ((0, "follow_ups", ("Hvorfor?",)),)),
    Shape("empty rows.csv", _text("question;theme", ";", "What now?;Trust", ";;", "What then?;Calm", ""), 2),
    Shape("a theme in a row.csv", _text("Spørgsmål;Niveau;Råd", "Tillid;;", "Hvad nu?;1;Vent", "Hvem?;2;", "Ro;;", "Hvad så?;3;"), 3, ((0, "theme", "Tillid"), (2, "theme", "Ro"))),
]  # fmt: skip

OBJECTS = [
    Shape("strings.json", _json([f"What about number {n}?" for n in range(38)]), 38),
    Shape("objects.json", _json([{"id": n, "text": f"What about {n}?", "category": "AB"[n % 2], "tags": ["x", "y"]} for n in range(58)]), 58, ((1, "theme", "B"), (1, "tags", ("x", "y")), (1, "id", "1"))),
    Shape("themes.json", _json({"Trust": ["What a?", "What b?"], "Calm": ["What c?"]}), 3, ((2, "theme", "Calm"),)),
    Shape("categories.json", _json({"title": "My deck", "categories": [{"name": "Trust", "questions": ["What a?", "What b?"]}, {"name": "Calm", "questions": ["What c?"]}]}), 3, ((0, "theme", "Trust"), (2, "theme", "Calm")), title="My deck"),
    Shape("a deck.json", _json({"title": "Mine", "cards": [{"question": "What a?", "answers": ["Yes", "No"]}, {"question": "What b?", "follow_ups": ["Why?"]}]}), 2, ((0, "kind", "dilemma"), (1, "follow_ups", ("Why?",))), title="Mine"),
    Shape("by key.json", _json({"1": "What a?", "2": "What b?"}), 2),
    Shape("by key, objects.json", _json({"a1": {"question": "What a?"}, "a2": {"question": "What b?"}}), 2),
    Shape("lines.jsonl", b'{"prompt": "What a?"}\n{"prompt": "What b?"}\n', 2),
    Shape("further in.json", _json({"data": {"items": [{"prompt": "What a?", "level": 2}, {"prompt": "What b?", "level": 9}]}}), 2, ((0, "level", 2),), left_out=1),
    Shape("under text.txt", _json(["What a?", "What b?"]), 2),
]  # fmt: skip

_P = paragraph

DOCUMENTS = [
    Shape(
        "word lists.docx",
        docx(
            _P("Vores kort", "Titel"), _P("Tillid", "Overskrift1"), _P("Hvad er tillid?", level=0), _P("Hvornår?", level=1),
            _P("Hvem stoler du på?", level=0), _P("Pas på hinanden.", italic=True), _P("Ro", "Overskrift1"),
            _P("Noget tekst her."), _P("Hvad er ro?", "Opstilling-punkttegn"), _P("Vent.", "Citat"),
        ),
        3,
        (
            (0, "theme", "Tillid"), (0, "follow_ups", ("Hvornår?",)), (1, "advice", "Pas på hinanden."),
            (2, "theme", "Ro"), (2, "advice", "Vent."),
        ),
        left_out=1,
        title="Vores kort",
    ),
    Shape("second bullets.docx", docx(_P("Hvad er a?", "Opstilling-punkttegn"), _P("Hvornår?", "Opstilling-punkttegn2"), _P("Hvad er b?", "Opstilling-punkttegn"), _P("Hvornår?", "Opstilling-punkttegn2")), 2, ((0, "follow_ups", ("Hvornår?",)), (1, "follow_ups", ("Hvornår?",)))),
    Shape("typed numbers.docx", docx(*(_P(f"{n}. Hvad er nummer {n}?") for n in range(1, 37))), 36, ((3, "question", "Hvad er nummer 4?"),)),
    Shape("paragraphs.docx", docx(*(_P(f"Hvad er nummer {n}?") for n in range(9))), 9),
    Shape("soft returns.docx", docx(_P("Hvad er a?\nHvad er b?\nHvad er c?")), 3),
    Shape("empty lines.docx", docx(_P("Tillid"), _P("Hvad er a?"), _P("Hvad er b?"), _P(), _P("Ro"), _P("Hvad er c?")), 3, ((0, "theme", "Tillid"), (2, "theme", "Ro"))),
    Shape("a table.docx", docx(_P("Kort", "Overskrift1"), table([["Spørgsmål", "Tema"], ["Hvad er a?", "Tillid"], ["Hvad er b?", "Ro"]])), 2, ((1, "theme", "Ro"),), title="Kort"),
    Shape("a box each.docx", docx(table([["Hvad er a?"], ["Hvad er b?"]])), 2),
    Shape("links.docx", docx(_P("Hvad er a?"), _P("Hvad er b?")), 2),
    Shape("one sheet.xlsx", xlsx(("Ark1", [["Spørgsmål", "Tema", "Niveau"], ["Hvad er a?", "Tillid", 1], ["Hvad er b?", "Ro", 2.0]])), 2, ((1, "level", 2), (1, "theme", "Ro"))),
    Shape("one column.xlsx", xlsx(("Ark1", [["Hvad er a?"], ["Hvad er b?"], [], ["Hvad er c?"]]), ("Ark2", [])), 3),
    Shape("a heading above.xlsx", xlsx(("Ark1", [["Vores kort"], [], ["Nr", "Spørgsmål", "Opfølgning 1", "Opfølgning 2", "Kommentar"], [1, "Hvad er a?", "b?", "c?", "hm"], [2, "Hvad er b?", "", "d?", ""]])), 2, ((0, "follow_ups", ("b?", "c?")), (1, "follow_ups", ("d?",))), left_out=1, title="Vores kort"),
    Shape("a sheet of notes.xlsx", xlsx(("Noter", [["Husk kaffe", "og kage"]]), ("Kort", [["Spørgsmål", "Tema"], ["Hvad er a?", "Ro"]])), 1, left_out=1),
]  # fmt: skip

ALL = [*PLAIN, *PAGES, *TABLES, *OBJECTS, *DOCUMENTS]

UNSURE = [
    ("prose.txt", _text("I går var vi til møde, og det gik godt. Vi talte om mange ting. Hvad var bedst? Det ved jeg ikke.", "", "Senere gik vi hjem. Der var mørkt. Hvem låste døren? Ingen ved det rigtigt, men alle var glade for det."), "take", "questions", 2),
    ("two columns.csv", _text("en;to", "hvad er det for noget;hvordan går det med dig", "hvem er det egentlig;hvordan har du det så"), "question", "to", 2),
    ("two that ask.csv", _text("Hvad nu?;Hvorfor?", "Hvad så?;Hvornår?"), "question", "A", 2),
    ("two sheets.xlsx", xlsx(("Ark1", [["Hvad er a?"], ["Hvad er b?"]]), ("Ark2", [["Hvem?"]])), "sheet", "Ark1", 2),
    ("a list of rules.md", _text("## Sådan", "", "- Tag et kort.", "- Læs det højt.", "", "## Kort", "", "- Hvad nu?", "- Hvad så?"), "take", "questions", 2),
    ("a list of rules, too.md", _text("## Sådan", "", "- Tag et kort.", "- Læs det højt.", "", "## Kort", "", "- Hvad nu?", "- Hvad så?"), "take", "lines", 4),
]  # fmt: skip
"""Files that can be read in several ways: the option that decides, an answer, and the resulting cards."""
