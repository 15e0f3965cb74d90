"""A person's own keys, from `keymap:` in the settings: they act, and the screens show them."""

from tests.terminal.places import Places, da

OWN = (
    "keymap:\n  home.new_game: z\n  home.quit: alt+q\n  home.nonsense: y\n  home.decks: a\n  home.agreements: hyper+x\n"
)


def test_an_own_key_acts_and_is_shown_and_problems_are_reported(tmp_path) -> None:
    places = Places(tmp_path)
    places.config.mkdir(parents=True)
    (places.config / "settings.yaml").write_text(OWN, encoding="utf-8")
    with places.start() as terminal:
        terminal.wait_for(f"z  {da('New game')}")
        terminal.wait_for("home.nonsense")
        assert f"k  {da('Decks')}" in terminal.text, "a key of another action is not accepted"
        assert f"a  {da('Agreements')}" in terminal.text
        terminal.send(b"n")
        terminal.settle()
        assert da("Start the game") not in terminal.text
        terminal.send(b"z")
        terminal.wait_for(da("Start the game"))
