"""Personal screens as seen by a page without a browser: joining, giving, what is hidden, sleep, and reconnecting."""

import asyncio
import gc
import json
import stat
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from tests.core.table import RULE, TODAY
from tests.seats.served import LOCAL, Page, served
from websockets.asyncio.client import connect

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Stage
from dialogkort.language import using
from dialogkort.seats import room as rooms
from dialogkort.seats import screens
from dialogkort.seats.kept import beside
from dialogkort.seats.screens import Wanted
from dialogkort.seats.written import Shared, written
from dialogkort.sessions.moves import MOVES, is_live
from dialogkort.sessions.own_screens import Reach
from dialogkort.storage.agreements.calendar import Reviewable, uid
from dialogkort.views.table import Opened, at_table, view_of


async def test_a_member_scans_the_code_taps_a_name_and_is_seated(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.page(code=table.code.lower()) as page:
        door = (await page.hear("door"))["door"]
        assert [name["words"] for name in door["names"]] == ["Navn 1", "Navn 2", "Navn 3", "Navn 4"]
        assert table.screens.facts.joined == 0
        await page.say("sit", value="m2")
        assert len((await page.hear("key"))["key"]) == 32
        view = await page.view()
        assert (view["name"], view["language"]) == ("Navn 2", "en")
        assert table.screens.facts.joined == 1
        assert table.sitting.seated == {"m2"}


async def test_two_pages_get_two_languages(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.page(code=table.code, lang="da") as page:
        assert (await page.hear("door"))["door"]["heading"] == "Hvem er du?"
        await page.say("language", value="en")
        assert (await page.hear("door"))["door"]["heading"] == "Who are you?"


async def test_a_wrong_code_is_reported_and_a_correct_one_does_not_have_to_wait(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        for number in range(15):
            async with table.page(code="00000000") as page:
                if number < 10:
                    assert (await page.hear("wrong"))["wrong"]
                await page.gone()
        async with table.page(code=table.code) as page:
            await page.hear("door")


async def test_for_a_taken_name_the_table_is_asked_and_one_key_moves_the_seat(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as table,
        table.seat("m1") as (first, key, _view),
        table.page(code=table.code) as second,
    ):
        door = (await second.hear("door"))["door"]
        assert door["names"][0]["taken"]
        await second.say("sit", value="m1")
        assert (await second.hear("door"))["door"]["waiting"]
        [asking] = table.screens.asking
        assert (asking.name, asking.member) == ("Navn 1", "m1")
        assert table.screens.let_in(asking.number) == ""
        assert (await second.hear("key"))["key"] != key
        assert (await first.hear("elsewhere"))["elsewhere"]
        assert table.screens.asking == ()


async def test_a_new_name_waits_for_a_key_and_nothing_is_journalled_before_that(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.page(code=table.code) as page:
        await page.hear("door")
        before = table.sitting.path.read_bytes()
        await page.say("new", words=" Ida\u202e ")
        await page.hear("door")
        assert table.sitting.path.read_bytes() == before
        table.screens.let_in(table.screens.asking[0].number)
        await page.hear("key")
        assert table.sitting.game.members[-1].name == "Ida"


@pytest.mark.parametrize("name", ["navn 1", "ＮＡＶＮ 1", "  Navn 1 "])
async def test_a_name_that_looks_like_another_is_refused(tmp_path: Path, name: str) -> None:
    async with served(tmp_path) as table, table.page(code=table.code) as page:
        await page.hear("door")
        await page.say("new", words=name)
        assert "already" in (await page.hear("door"))["door"]["wrong"]
        assert table.screens.asking == ()


async def test_at_most_three_people_wait_and_the_table_can_say_no(tmp_path: Path) -> None:
    async with served(tmp_path) as table, AsyncExitStack() as stack:
        doors, pages = [], []
        for number in range(4):
            page = await stack.enter_async_context(table.page(code=table.code))
            await page.hear("door")
            await page.say("new", words=f"Gæst {number}")
            doors.append((await page.hear("door"))["door"])
            pages.append(page)
        assert [door["waiting"] for door in doors] == [True, True, True, False]
        assert doors[3]["wrong"]
        table.screens.turn_away(table.screens.asking[0].number)
        assert (await pages[0].hear("door"))["door"]["wrong"] == "The table said no."


async def test_an_answer_can_be_given_and_changed_and_stays_hidden_until_the_reveal(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as table,
        table.seat("m1") as (page, _key, _view),
        table.seat("m2") as (other, _other_key, _other_view),
    ):
        table.to(Phase.REVEAL)
        ask = (await page.view(moment="round 1.1 reveal 0 0 0"))["ask"]
        await page.say("answer", place=ask["place"], value="2")
        await page.hear("done")
        await page.say("answer", place=ask["place"], value="5")
        await page.hear("done")
        assert dict(table.sitting.game.round.answers) == {"m1": 5}
        table.do(c.GiveAnswer("m3", 3), c.GiveAnswer("m4", 3))
        await other.say("answer", place=ask["place"], value="1")
        await other.hear("done")
        table.do(c.MoveOn())
        shown = await other.view(moment="round 1.1 reveal 1 0 0")
        assert [bar["number"] for bar in shown["bars"]] == [1, 0, 2, 0, 1]
        assert shown["mine"] == 1


async def test_before_the_reveal_others_see_the_same_whatever_somebody_answers(tmp_path: Path) -> None:
    seen = []
    for value in ("1", "5"):
        async with (
            served(tmp_path / value) as table,
            table.seat("m1") as (page, _key, _view),
            table.seat("m2") as (other, _other_key, _other_view),
        ):
            table.sitting._clock = lambda: 100.0  # the time that passes reveals nobody's value
            table.to(Phase.REVEAL)
            ask = (await page.view(moment="round 1.1 reveal 0 0 0"))["ask"]
            await other.view(moment="round 1.1 reveal 0 0 0")
            await page.say("answer", place=ask["place"], value=value)
            await page.hear("done")
            view = await other.view()
            seen.append(json.dumps({name: held for name, held in view.items() if name != "clock"}))
    assert seen[0] == seen[1]


async def test_the_keyboard_skips_people_who_have_a_seat(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1"), table.seat("m3"):
        table.to(Phase.REVEAL)
        from dialogkort.core.game.numbers import meaning_of

        assert meaning_of(table.sitting.game, 4, table.sitting.seated) == c.GiveAnswer("m2", 4)


async def test_a_turn_ends_once_and_only_the_person_whose_turn_it_is_can_end_it(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as table,
        table.seat("m2") as (page, _key, _view),
        table.seat("m3") as (other, _other_key, _other_view),
    ):
        table.to(Phase.GO_ROUND)
        view = await page.view(yours=True)
        place = view["acts"][0]["place"]
        await other.say("end_turn", place=place)
        assert "somebody else" in (await other.hear("said"))["said"]
        await page.say("end_turn", place=place)
        await page.hear("done")
        assert table.sitting.game.turns.speaking != "m2"
        speaking = table.sitting.game.turns.speaking
        await page.say("end_turn", place=place)
        assert "moved on" in (await page.hear("said"))["said"]
        await page.line.send(json.dumps({"n": page.number - 1, "do": "end_turn", "place": place}))
        await page.hear("done")
        assert table.sitting.game.turns.speaking == speaking


async def test_thumbs_with_words_stay_hidden_until_they_are_revealed(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as table,
        table.seat("m1") as (page, _key, _view),
        table.seat("m2") as (other, _other_key, _other_view),
    ):
        table.do(c.WriteDraft(RULE), c.Propose())
        ask = (await page.view(heading="Can you live with this?"))["ask"]
        await page.say("thumb", place=ask["place"], value="objection", words="Hvad med ferien?")
        await page.hear("done")
        await other.view(hint="Waiting for 3 more people.")
        assert "ferien" not in json.dumps(other.heard)
        table.do(c.ConsentAll(("m3", "m4")), c.TurnThumbs(("m2",)))
        [objection] = table.sitting.game.proposal.objections
        assert (objection.member, objection.thumb, objection.words) == ("m1", Thumb.OBJECTION, "Hvad med ferien?")


async def test_a_rating_is_given_once_and_never_stored_with_a_name(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.do(c.BeginClosing(), c.SkipPhase())
        before = table.sitting.path.read_bytes()
        ask = (await page.view(heading="Rate the meeting"))["ask"]
        await page.say("rate", place=ask["place"], value="2")
        await page.hear("done")
        assert table.sitting.path.read_bytes() == before
        await page.say("rate", place=ask["place"], value="5")
        await page.hear("said")
        assert len(table.sitting.ratings) == 1
        for member in ("m2", "m3", "m4"):
            table.sitting.rate(member, 4)
        assert table.sitting.game.ratings == (2, 4, 4, 4)


async def test_ready_hands_and_suggestions_are_not_steps(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.THINK)
        before = table.sitting.path.read_bytes()
        ready = (await page.view(moment="round 1.1 think 0 0 0"))["acts"][0]
        await page.say("ready", place=ready["place"])
        await page.hear("done")
        assert table.screens.facts.ready == 1
        await page.say("suggest", words="Vi spørger \x1b[31mde nye\n")
        await page.hear("done")
        assert table.screens.suggestions[0].text.startswith("Vi spørger")
        assert "\x1b" not in table.screens.suggestions[0].text
        assert table.sitting.path.read_bytes() == before
        table.do(c.MoveOn())
        assert table.screens.facts.ready == 0


async def test_not_me_gives_up_the_seat_unless_something_has_been_given(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        await page.say("not_me")
        await page.hear("door")
        assert table.sitting.seated == frozenset()
        await page.say("sit", value="m2")
        await page.hear("key")
        table.to(Phase.REVEAL)
        ask = (await page.view(moment="round 1.1 reveal 0 0 0"))["ask"]
        await page.say("answer", place=ask["place"], value="2")
        await page.hear("done")
        assert (await page.view(gave=True))["gave"], "the page no longer offers it"
        await page.say("not_me")
        await page.hear("said")
        assert table.sitting.seated == {"m2"}


async def test_a_sleeping_phone_is_mentioned_only_where_people_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ASLEEP", 0.0)
    async with served(tmp_path) as table:
        async with table.seat("m1"):
            pass
        await asyncio.sleep(0.05)
        assert table.screens.facts.asleep == frozenset()
        assert table.sitting.seated == {"m1"}
        table.to(Phase.REVEAL)
        assert table.screens.facts.asleep == {"m1"}
        assert table.sitting.seated == frozenset(), "the keyboard may fill in"


async def test_the_rest_say_yes_does_not_speak_for_somebody_whose_page_has_just_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ASLEEP", 0.0)
    async with served(tmp_path) as table:
        async with table.seat("m1"):
            table.do(c.WriteDraft(RULE), c.Propose())
        await asyncio.sleep(0.05)
        sitting = table.sitting
        assert "m1" in sitting.game.awaited_thumbs
        assert sitting.seated == frozenset(), "the keyboard may fill in"
        command = MOVES["consent_all"].command(sitting, TODAY)
        assert not isinstance(sitting.send(command), Refusal)
        assert sitting.game.awaited_thumbs == ("m1",)
        assert not is_live("consent_all", sitting, TODAY), "nobody is left to speak for"
        table.do(MOVES["consent"].command(sitting, TODAY))
        assert sitting.game.awaited_thumbs == (), "by name they can still be typed for"


async def test_a_page_that_wakes_is_up_to_date_at_once_and_its_old_connection_is_closed(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (old, key, _view):
        table.to(Phase.THINK)
        async with table.page(key=key) as new:
            assert (await new.view())["moment"] == "round 1.1 think 0 0 0"
            await old.hear("elsewhere")
            assert table.sitting.seated == {"m1"}


async def test_a_host_that_is_killed_comes_back_with_the_same_seats_and_stores_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # ports that no parallel test takes while nothing listens on them
    monkeypatch.setattr(screens, "PORT", 7390)
    monkeypatch.setattr(screens, "LAST_PORT", 7398)
    async with served(tmp_path) as table, table.seat("m1") as (_page, key, _view):
        path, port = table.sitting.path, table.port
        kept = beside(path)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert key not in kept.read_text("utf-8")
        table.sitting.leave()
    async with served(tmp_path, resumed=path) as again, again.page(key=key) as page:
        assert again.port == port
        assert not again.screens.moved
        assert (await page.view())["name"] == "Navn 1"
        again.to(Stage.CLOSING)
        again.do(c.SkipPhase(), c.SkipPhase())
        again.sitting.finish()
        assert not kept.exists()
        assert not path.exists()


@pytest.mark.parametrize("first", [Wanted(listen=LOCAL), Wanted(address="https://dialog.example")])
async def test_a_resumed_game_listens_where_it_did_and_is_known_by_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Wanted
) -> None:
    monkeypatch.setattr(screens, "PORT", 7460)  # ports that no parallel test takes while nothing listens on them
    monkeypatch.setattr(screens, "LAST_PORT", 7468)
    async with served(tmp_path, wanted=first) as table:
        path, url = table.sitting.path, table.screens.address.url
        listening = [socket.getsockname() for socket in table.screens._service._sockets]
        assert listening[0][0] == LOCAL
        table.sitting.leave()
    async with served(tmp_path, resumed=path, wanted=Wanted()) as again:
        assert again.screens.address.url == url
        assert [socket.getsockname() for socket in again.screens._service._sockets] == listening
        path = again.sitting.path
        again.sitting.leave()
    async with served(tmp_path, resumed=path, wanted=Wanted(address="https://other.example")) as other:
        assert other.screens.address.url == "https://other.example", "what is given now goes first"


async def test_a_resumed_game_prefers_the_address_that_was_chosen_and_does_without_it_if_it_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens, "PORT", 7470)
    monkeypatch.setattr(screens, "LAST_PORT", 7478)
    here = [("127.0.0.2", "wlan0", Reach.SAME_NETWORK), (LOCAL, "tun0", Reach.VPN)]
    monkeypatch.setattr(screens, "own_addresses", lambda: here)
    async with served(tmp_path, wanted=Wanted()) as table:
        path = table.sitting.path
        await table.screens.next_address()
        async with table.seat("m1") as (_page, key, _view):
            pass
        assert table.origin == f"http://{LOCAL}:7470"
        table.sitting.leave()
    async with served(tmp_path, resumed=path, wanted=Wanted()) as again:
        assert again.origin == f"http://{LOCAL}:7470"
        again.sitting.leave()
        assert not again.screens.moved
    here.pop()
    async with served(tmp_path, resumed=path, wanted=Wanted()) as elsewhere:
        assert elsewhere.origin == "http://127.0.0.2:7470"
        assert elsewhere.screens.moved, "everyone has to scan again"
        async with connect(
            f"{elsewhere.origin.replace('http', 'ws')}/line", origin=elsewhere.origin, proxy=None
        ) as line:  # type: ignore[arg-type]
            await line.send(json.dumps({"key": key}))
            await Page(line).view()
            assert not elsewhere.screens.moved, "until they are back"


async def test_a_new_code_ends_all_seats(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, key, _view):
        before = table.code
        table.screens.new_code()
        await page.hear("ended")
        assert table.code != before
        async with table.page(key=key, code=before) as again:
            await again.hear("wrong")


async def test_a_second_person_can_share_a_device_without_the_code(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, key, _view):
        async with table.page(another=key) as more:
            await more.hear("door")
            await more.say("sit", value="m2")
            theirs = (await more.hear("key"))["key"]
            assert theirs != key
            assert (await more.view())["name"] == "Navn 2"
            assert table.sitting.seated == {"m1", "m2"}
            table.to(Phase.REVEAL)
            for seated, value in ((page, "1"), (more, "5")):
                ask = (await seated.view(heading="Your hidden answer"))["ask"]
                assert ask["unseen"], "the page hides it between the two"
                await seated.say("answer", place=ask["place"], value=value)
                await seated.hear("done")
            assert dict(table.sitting.game.round.answers) == {"m1": 1, "m2": 5}
        async with table.page(another="0" * 32) as stranger:
            await stranger.hear("wrong")


async def test_the_last_page_is_complete_and_the_table_knows_who_has_not_received_it(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        async with table.seat("m2"):
            pass
        table.do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(("m3", "m4")))
        ask = (await page.view(heading="Can you live with this?"))["ask"]
        await page.say("thumb", place=ask["place"], value="consent")
        await page.hear("done")
        table.do(c.TurnThumbs(("m2",)), c.Adopt(TODAY), c.ParkNote("Vagtplanen"), c.BeginClosing(), c.SkipPhase())
        for member, number in (("m1", 3), ("m2", 4), ("m3", 5), ("m4", 5)):
            table.sitting.rate(member, number)
        table.to(Stage.ENDED)
        view = await page.view(over=True)
        told = json.dumps(view["face"], ensure_ascii=False)
        text = view["takes"]["text"]
        for words in (RULE.rule, "Vagtplanen", "You gave the meeting 4.2 out of 5."):
            assert words in told
            assert words in text
        [agreement] = table.sitting.game.agreements
        calendar = view["takes"]["calendar"]
        assert calendar.startswith("BEGIN:VCALENDAR\r\n")
        assert f"DTSTART;VALUE=DATE:{agreement.review:%Y%m%d}" in calendar
        assert f"UID:{uid(Reviewable(agreement, 'Holdet', 'holdet'))}" in calendar, (
            "the same one as in all other exports"
        )
        assert table.screens.facts.without_last == 2
        await page.say("have_last")
        await page.hear("done")
        assert table.screens.facts.without_last == 1


async def test_only_the_number_of_missing_people_is_shown_until_nothing_has_come_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path) as table, table.seat("m1"), table.seat("m2"):
        table.to(Phase.REVEAL)
        table.do(c.GiveAnswer("m3", 3), c.GiveAnswer("m4", 3))

        def hint() -> str:
            sitting = table.sitting
            facts = at_table(sitting, table.screens.facts)
            with using("en"):
                return view_of(sitting.game, sitting.now, sitting.ends, Opened(), facts).hint

        assert "Navn" not in hint()
        monkeypatch.setattr(rooms, "ASLEEP", 0.0)
        assert "Waiting for Navn 1, Navn 2." in hint()


async def test_an_answer_entered_at_the_table_says_so_and_can_be_changed_at_the_seat(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.REVEAL)
        ask = (await page.view(heading="Your hidden answer"))["ask"]
        table.do(c.GiveAnswer("m1", 3))
        view = await page.view(yours=False, heading="Your hidden answer")
        assert view["ask"]["note"].startswith("Answered at the table.")
        assert view["ask"]["given"] == "3"
        await page.say("answer", place=ask["place"], value="5")
        await page.hear("done")
        table.sitting.tell()
        assert (await page.view())["ask"]["note"].startswith("Your answer is in.")


async def test_the_face_down_answers_are_in_the_order_of_the_seats(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.REVEAL)
        table.do(c.GiveAnswer("m4", 3), c.GiveAnswer("m2", 3))
        while sum((view := await page.view())["backs"]) < 2:
            pass
        assert view["backs"] == [member in {"m2", "m4"} for member in table.sitting.game.as_asked]


async def test_undo_at_the_table_shows_on_all_pages_at_once(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.THINK)
        table.do(c.MoveOn())
        await page.view(moment="round 1.1 reveal 0 0 0")
        table.sitting.undo()
        await page.view(moment="round 1.1 think 0 0 0")


async def test_what_is_the_same_for_all_seats_is_written_once_and_each_gets_all_of_it(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1"), table.seat("m2"):
        room = table.screens._service.room
        for phase in (Phase.READ, Phase.REVEAL, Phase.GO_ROUND):
            table.to(phase)
            with using("en"):
                views = [room.shown.view_of(seat) for seat in room.seats()] * 2
            shared = Shared()
            assert [json.loads(shared.written(view)) for view in views] == [json.loads(written(view)) for view in views]
        assert json.loads(Shared().written({"list": [1]})) == {"list": [1]}
        assert json.loads(Shared().written({})) == {}


async def test_garbage_collection_skips_older_objects_while_personal_screens_are_on(tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    async with served(tmp_path):
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == 0
