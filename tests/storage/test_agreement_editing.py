"""One act of the app on a file that people have edited: only the lines that it owns change, byte for byte."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.texts import HOSTILE, agreement, agreements, ids, texts

from dialogkort.core.agreements.agreement import Agreement, Draft, Status
from dialogkort.core.agreements.reviews import Act, Change, adjust, draft_of, hand_over, keep, move, retire, supersede
from dialogkort.core.text import clean
from dialogkort.files import markdown
from dialogkort.language import TONGUES, using
from dialogkort.storage.agreements.body import part_named
from dialogkort.storage.agreements.editing import edited
from dialogkort.storage.agreements.files import FOLDER, add, change, read, render, undo
from dialogkort.storage.agreements.history import history_items, render_item
from dialogkort.storage.agreements.merging import differing
from dialogkort.storage.agreements.text import parse

pytestmark = pytest.mark.usefixtures("no_waiting")
TODAY = date(2027, 2, 22)
NAME = "2026-11-22-x.md"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
IN_FRONT = (
    ["# a comment"],
    ["tags: [a, b]"],
    ["x-note: 'hej'   # yes"],
    [""],
    ["members:", "  - Åse  ", "", "  # - Bo", "  - Carl"],
    ["text: |", "  review: 1999-01-01", "  ## Historik"],
)
IN_BODY = (
    ["## Noter", "", "Vores egne.   ", ""],
    ["| a | b |", "|---|---|", "| 1 | 2 |", ""],
    ["### Under", "", "- [ ] mangler\tnoget", ""],
    ["![et billede](billeder/x.png)", ""],
    ["~~~", "# kode", "## History", "~~~", ""],
    ["<!-- husk -->", ""],
    ["<!-- husk", "## History", "- 1. januar 2027: nej", "-->", ""],
    ["## NOTES ##", "- a", "* b", ""],
    ["", "", "a\u0301 og e\u0301", ""],
)


@dataclass
class Edited:
    """A file of ours after people have edited it."""

    text: str
    comments: list[str]


@st.composite
def files(draw: st.DrawFn) -> Edited:
    """Render an agreement and insert what people insert."""
    with using(draw(st.sampled_from(sorted(TONGUES)))):
        lines = render(draw(agreements)).split("\n")[:-1]
    end = lines.index("---", 1)
    front, body = [[line] for line in lines[1:end]], lines[end + 1 :]
    if draw(st.booleans()):
        front = draw(st.permutations(front))
    for piece in draw(st.lists(st.sampled_from(IN_FRONT), max_size=3, unique_by=id)):
        front.insert(draw(st.integers(0, len(front))), piece)
    sections = _sections(body)
    if draw(st.booleans()):
        sections[1:] = draw(st.permutations(sections[1:]))
    if draw(st.integers(0, 3)) == 0:
        sections = [section for section in sections if part_named(section[0].removeprefix("## ")) != "history"]
    pieces = draw(st.lists(st.sampled_from(IN_BODY), max_size=4, unique_by=id))
    for piece in pieces:
        draw(st.sampled_from(sections)).extend(piece)
    whole = ["---", *chain(*front), "---", *chain(*sections)]
    ends = draw(
        st.sampled_from(["\n", "\r\n", "\r"]) | st.lists(st.sampled_from(["\n", "\r\n"]), min_size=7, max_size=7)
    )
    text = "".join(
        line + ends[number % len(ends)] if isinstance(ends, list) else line + ends for number, line in enumerate(whole)
    )
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    comments = [line for piece in pieces if piece[0].startswith("<!--") for line in piece if line]
    return Edited(draw(st.sampled_from(["", "\ufeff"])) + text, comments)


def _sections(body: list[str]) -> list[list[str]]:
    sections: list[list[str]] = [[]]
    for line in body:
        if line.startswith("## "):
            sections.append([])
        sections[-1].append(line)
    return sections


drafts = st.builds(
    Draft, title=texts, rule=texts, keeper=texts, review=st.none() | st.dates(), signs=texts, corner_flags=texts,
    reason=texts, level=st.integers(0, 7),
)  # fmt: skip


@st.composite
def acts(draw: st.DrawFn, kept: Agreement, day: date = TODAY) -> Change:
    reason = draw(texts)
    match draw(st.sampled_from(Act)):
        case Act.KEEP:
            return keep(kept, day, draw(st.none() | st.dates()), reason)
        case Act.ADJUST:
            draft = draw(drafts)
            names = draw(st.sets(st.sampled_from(["title", "rule", "keeper", "signs", "corner_flags", "review"])))
            same = {name: getattr(kept, name) for name in names}
            if draw(st.booleans()) and "rule" not in names:
                lines = kept.rule.split("\n")
                lines[draw(st.integers(0, len(lines) - 1))] = draw(texts)
                same["rule"] = "\n".join(lines)
            concerns = kept.concerns if draw(st.booleans()) else tuple(draw(st.lists(texts, max_size=2)))
            return adjust(kept, replace(draft, **same), day, concerns)
        case Act.RETIRE:
            return retire(kept, day, reason)
        case Act.SUPERSEDE:
            return supersede(kept, agreement(id=draw(ids), title=draw(texts)), day, reason)
        case Act.HAND_OVER:
            return hand_over(kept, draw(texts), day, reason)
        case Act.MOVE:
            return move(kept, draw(st.dates()), day, reason)


def owned(text: str, fields: set[str]) -> set[int]:
    """The numbers of the lines that belong to some fields."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = lines.index("---", 1)
    numbers = {number for number in range(1, end) if lines[number].split(":")[0] in fields}
    for section in markdown.sections("\n".join(lines[end + 1 :]), end + 1):
        if section.level == 1:
            numbers |= {section.line} if "title" in fields else set()
            numbers |= {*range(section.line + 1, section.line + 1 + len(section.lines))} if "rule" in fields else set()
        elif part_named(section.heading) in fields:
            numbers |= {*range(section.line, section.line + 1 + len(section.lines))}
    last = len(lines) - 1
    while last in numbers or not lines[last]:
        numbers.add(last)  # there is nothing below what is left
        last -= 1
    return numbers


def rest_survives(before: str, after: str, fields: set[str], allowed: set[str]) -> None:
    """Check that the unchanged lines are still there in their order, and that nothing else was added."""
    mine = owned(before, fields)
    old, new = LINE.findall(before), LINE.findall(after)
    place = 0
    added = []
    for number, line in enumerate(old):
        if number in mine:
            continue
        while place < len(new) and new[place] != line:
            if number == len(old) - 1 and new[place].rstrip("\r\n") == line:
                break  # the last line, which had no line ending, has got one
            added.append(new[place])
            place += 1
        assert place < len(new), f"line {number + 1} is lost: {line!r}"
        place += 1
    added += new[place:]
    kept = {old[number].rstrip("\r\n").removeprefix("\ufeff") for number in mine if number < len(old)}
    foreign = {line.strip("\r\n").removeprefix("\ufeff") for line in added} - kept - allowed - {""}
    assert foreign == set()
    if len(old) - 1 not in mine:
        assert new[-1].endswith(("\n", "\r")) == old[-1].endswith(("\n", "\r"))


def lines_for(made: Change) -> set[str]:
    """The lines that the app may write for a change."""
    tongues = []
    for tongue in TONGUES:
        with using(tongue):
            tongues.append(render(made.after).split("\n"))
    items = [render_item(item).split("\n") for item in history_items(made.review, made.after)]
    return {line for lines in (*tongues, *items) for line in lines}


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_an_act_on_a_file_changes_only_its_own_lines(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        act_on_a_file(Path(folder), data)


def act_on_a_file(folder: Path, data: st.DataObject) -> None:
    edited = data.draw(files())
    path = folder / FOLDER / NAME
    path.parent.mkdir()
    path.write_bytes(edited.text.encode())
    before = read(path)
    act = data.draw(acts(before.agreement))
    assert change(folder, act) == path
    after = path.read_bytes().decode()
    fields = set(differing(act.before, act.after))
    rest_survives(edited.text, after, fields, lines_for(act))
    found = read(path)
    assert found.agreement == act.after
    assert found.history[:-1] == before.history
    for line in edited.comments:
        assert line in after
    assert change(folder, act) == path
    assert path.read_bytes().decode() == after
    assert undo(folder, act)
    assert read(path).agreement == before.agreement
    assert read(path).history == before.history
    assert list(path.parent.iterdir()) == [path]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_undoing_an_act_on_a_file_of_ours_restores_the_same_bytes(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        act_and_take_back(Path(folder), data)


def act_and_take_back(folder: Path, data: st.DataObject) -> None:
    rule = data.draw(agreements)
    path = add(folder, rule)
    done: list[tuple[Change, bytes]] = []
    for number in range(data.draw(st.integers(1, 3))):
        act = data.draw(acts(read(path).agreement, TODAY + timedelta(number)))
        done.append((act, path.read_bytes()))
        assert change(folder, act) == path
    for act, was in reversed(done):
        assert undo(folder, act)
        assert path.read_bytes() == was


WORDS_OF_ANYBODY = (*HOSTILE, "half a pair \ud800")


@pytest.mark.parametrize("number", range(len(WORDS_OF_ANYBODY)))
def test_hostile_words_can_be_written_anywhere_and_undone(tmp_path: Path, number: int) -> None:
    text, other = clean(WORDS_OF_ANYBODY[number]), WORDS_OF_ANYBODY[number - 1]
    rule = agreement(title=text, rule=text, keeper=text, signs=text, corner_flags=text, concerns=(text,))
    path = add(tmp_path, rule)
    before = path.read_bytes()
    draft = Draft(other, f"{other}\n{text}", other, None, other, other, reason=other)
    for act in (adjust(rule, draft, TODAY, (other, text)), hand_over(rule, other, TODAY, other)):
        assert change(tmp_path, act) == path
        assert change(tmp_path, act) == path
        found = read(path)
        assert found.agreement.rule == clean(act.after.rule)
        assert len(found.history) == 2
        assert undo(tmp_path, act)
        assert path.read_bytes() == before


FRONT = "---\nid: x\ndecided: 2026-11-22\nreview: 2027-02-22\n---\n\n"


def adjusted(folder: Path, body: str, **words: str) -> str:
    """The body after adjusting the words of its agreement, with only the new lines in its front matter."""
    path = folder / FOLDER / NAME
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + body, "utf-8")
    rule = read(path).agreement
    act = adjust(rule, replace(draft_of(rule, TODAY), review=rule.review, **words), TODAY, rule.concerns)
    assert change(folder, act) == path
    assert read(path).agreement == act.after
    text = path.read_text("utf-8")
    assert undo(folder, act)
    assert read(path).agreement == rule
    return text.removeprefix(FRONT.replace("---\n\n", "reviewed: 2027-02-22\n---\n\n"))


def test_editing_one_word_keeps_the_markdown_of_its_line_and_all_others(tmp_path: Path) -> None:
    body = "# T\n\n**Call** first, see [the page](https://x.dk).\n\n* one\n* [ ] two _now_\n\n![pic](x.png) <b>x</b>\n"
    rule = body.removeprefix("# T\n\n").rstrip("\n")
    text = adjusted(tmp_path / "1", body, rule=rule.replace("first", "at once"))
    assert text.startswith(body.replace("first", "at once"))
    text = adjusted(tmp_path / "2", body, rule=rule.replace("two", "three"))
    assert text.startswith(body.replace("two", "three"))


def test_a_comment_among_words_that_are_replaced_stays_below_the_new_ones(tmp_path: Path) -> None:
    text = adjusted(tmp_path, "# T\n\none\n<!-- keep\nthis -->\ntwo\n\n## History\n\n- a\n", rule="three")
    assert text.startswith("# T\n\nthree\n\n<!-- keep\nthis -->\n\n## History\n\n- a\n- 22 February")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("body", ["# T\n\nrule", "# T\n\nrule\n\n## History\n\n- a", "# T\n\nrule\n", "rule"])
def test_a_file_without_a_final_line_feed_is_again_without_one_after_undo(tmp_path: Path, body: str, ends: str) -> None:
    path = tmp_path / FOLDER / NAME
    path.parent.mkdir(parents=True)
    before = (FRONT.replace("decided", "status: in-force\ndecided") + body).replace("\n", ends).encode()
    path.write_bytes(before)
    act = retire(read(path).agreement, TODAY, "Nobody calls")
    assert change(tmp_path, act) == path
    assert path.read_bytes().endswith(ends.encode()) == before.endswith(ends.encode())
    assert undo(tmp_path, act)
    assert path.read_bytes() == before


def test_a_part_that_becomes_empty_is_removed_unless_it_contains_something_else(tmp_path: Path) -> None:
    body = "# T\n\nrule\n\n## Signs that it works\n\none\n\n## History\n\n- a\n"
    assert adjusted(tmp_path / "1", body, signs="").startswith("# T\n\nrule\n\n## History\n\n- a\n- 22")
    body = body.replace("one\n", "one\n<!-- keep -->\ntwo\n")
    text = adjusted(tmp_path / "2", body, signs="")
    assert text.startswith("# T\n\nrule\n\n## Signs that it works\n\n<!-- keep -->\n\n## History\n\n- a\n- 22")


def test_new_parts_and_items_go_in_their_own_section_even_without_blank_lines(tmp_path: Path) -> None:
    body = "# T\nrule\n## History\n- a\n## Guardrails\nf\n## Concerns\n- c"
    text = adjusted(tmp_path / "1", body, signs="new")
    head, _feed, rest = text.partition("## Signs that it works")
    assert head.startswith("# T\nrule\n## History\n- a\n- 22 February 2027: Adjusted.")
    assert rest == "\n\nnew\n\n## Guardrails\nf\n## Concerns\n- c"
    text = adjusted(tmp_path / "2", body, signs="new", corner_flags="")
    assert text.endswith("\n\n## Signs that it works\n\nnew\n\n## Concerns\n- c")
    text = adjusted(tmp_path / "3", "# T\nrule\n## History\n- a\n## Guardrails\n\nf\n\n", signs="new", corner_flags="")
    assert text.startswith("# T\nrule\n## History\n- a\n- 22 February 2027: Adjusted.")
    assert text.endswith("\n\n## Signs that it works\n\nnew\n")


def test_headings_of_earlier_versions_are_read_and_kept(tmp_path: Path) -> None:
    body = "# T\n\nrule\n\n## Occasion\n\n> Why?\n\nDeck: Work\n\n## Corner flags\n\nthe law\n\n## History\n\n- a\n"
    now = parse(FRONT + body, NAME)
    assert (now.question, now.corner_flags) == ("Why?", "the law")
    text = adjusted(tmp_path / "1", body, corner_flags="the law, and rest")
    assert text.startswith(body.replace("the law", "the law, and rest").removesuffix("- a\n"))
    assert parse(FRONT + text, NAME).corner_flags == "the law, and rest"
    retitled = adjusted(tmp_path / "2", "# T\n\nrule\n\n## Occasion\n\n> Why?\n", corner_flags="the law")
    assert "## Occasion" in retitled
    assert "## Guardrails\n\nthe law\n" in retitled


def test_a_new_title_goes_above_a_rule_without_one(tmp_path: Path) -> None:
    assert adjusted(tmp_path / "1", "rule\n", title="New").startswith("# New\n\nrule\n\n## History\n")
    assert adjusted(tmp_path / "2", "rule\n", rule="other").startswith("# rule\n\nother\n\n## History\n")
    assert adjusted(tmp_path / "3", "", title="New", rule="rule").startswith("# New\n\nrule\n\n## History\n")


def test_a_key_without_any_of_its_predecessors_goes_to_the_end_of_the_front_matter() -> None:
    text = "---\ndecided: 2026-11-22\nteam: x\n---\n\n# Ring\n\nVi ringer.\n"
    wanted = replace(parse(text, NAME), status=Status.RETIRED, keeper="Bo")
    new = edited(text, Path(NAME), wanted)
    assert new == text.replace("2026-11-22\n", "2026-11-22\nkeeper: Bo\n").replace(
        "x\n---", 'x\nid: "2026-11-22-x"\nstatus: retired\n---'
    )


@pytest.mark.parametrize("drop", [(), ("25. august 2026: Beholdt.",)])
def test_dates_that_earlier_versions_wrote_as_list_numbers_are_read_and_fixed(drop: tuple[str, ...]) -> None:
    body = "# Ring\n\nVi ringer.\n\n## Historik\n\n- 22. maj 2026: Aftalt\n- 3. mening\n- 25. august 2026: Beholdt.\n"
    text = f"---\nid: a\ndecided: 2026-05-22\n---\n\n{body}"
    wanted = replace(parse(text, NAME), keeper="Bo")
    new = edited(text, Path(NAME), wanted, add="" if drop else "1. september 2026: Beholdt.", drop=drop)
    history = "- 22\\. maj 2026: Aftalt\n- 3. mening\n"
    more = "" if drop else "- 25\\. august 2026: Beholdt.\n- 1\\. september 2026: Beholdt.\n"
    assert new is not None
    assert new.endswith(f"## Historik\n\n{history}{more}")
