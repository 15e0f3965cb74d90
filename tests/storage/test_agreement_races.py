"""Two programs in one folder at once: each act is in a history, or in a file beside it; nothing is lost."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.storage.texts import agreement

from dialogkort.storage.agreements.files import FOLDER, add, load_all, read

ACTS = 200

PROGRAM = """
import json, os, sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

os.fsync = lambda descriptor: None  # that the disk is waited for is shown elsewhere
from dialogkort import language
from dialogkort.core.agreements.reviews import hand_over, move, retire
from dialogkort.storage.agreements.files import add, change, path_of, read
from dialogkort.storage.agreements.text import parse, render

folder, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
language.use("en")
common = path_of(folder, "common")
stale = read(common).agreement
today = date(2027, 2, 22)
done = []
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    reason = f"{who}-{number}"
    match number % 5:
        case 0:  # one of its own
            mine = replace(stale, id=reason, title="The same title for all", decided=today)
            add(folder, mine)
            done.append(("agreement", reason))
        case 1:  # its own, reviewed
            change(folder, move(mine, today + timedelta(number), today, reason))
            done.append(("history", reason))
        case 2:  # the same for both, as it is now: they differ in what they change
            now = read(common).agreement
            later = today + timedelta(number)
            act = hand_over(now, reason, today, reason) if who == "a" else move(now, later, today, reason)
            change(folder, act, common)
            done.append(("history", reason))
        case 3:  # the same field of the same, as it is now
            change(folder, retire(read(common).agreement, today, reason), common)
            done.append(("history", reason))
        case 4:  # the same field of the same, as it was long ago
            change(folder, hand_over(stale, f"keeper {reason}", today, reason), common)
            done.append(("history", reason))
print(json.dumps(done))
"""


def test_two_programs_with_two_hundred_acts_each_lose_nothing(tmp_path: Path) -> None:
    common = add(tmp_path, agreement(id="common"))
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    programs = [
        subprocess.Popen([*command, who, str(ACTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for who in ("a", "b")
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    done = [act for program in programs for act in json.loads(program.communicate()[0])]
    assert [program.returncode for program in programs] == [0, 0]
    assert len(done) == 2 * ACTS

    files = sorted((tmp_path / FOLDER).iterdir())
    assert all(path.suffix == ".md" for path in files)
    found = [read(path) for path in files]
    told = Counter(
        reason for file in found for item in file.history for reason in re.findall(r"Reason: (\S+)\.$", item)
    )
    assert told == Counter(reason for kind, reason in done if kind == "history")
    ids = Counter(file.agreement.id for file in found)
    assert all(ids[name] == 1 for kind, name in done if kind == "agreement")
    counted, problems = load_all(tmp_path)
    assert len(counted) == 1 + sum(kind == "agreement" for kind, _reason in done)
    assert len(counted) + len(problems) == len(files)
    assert next(file.path for file in counted if file.agreement.id == "common") == common
