"""Personal screens in words for the table: the panel, and the line that stays on the table."""

from dialogkort.core.game.state import Game
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import name_at
from dialogkort.sessions.own_screens import Address, OwnScreens, Reach

MOST_SHOWN = 3
BEATS, BEAT = 3, 0.6
"""How many beats come before the cards are revealed, and how many seconds each takes."""


def reach_words(reach: Reach, card: str) -> str:
    """Return who can use an address, in a sentence."""
    match reach:
        case Reach.SAME_NETWORK:
            words = _("Reaches everyone on the same Wi-Fi or wired network as this computer.")
        case Reach.VPN:
            words = _("Reaches everyone on the same VPN.")
        case Reach.VIRTUAL:
            words = _("On a virtual network: most phones cannot reach it.")
        case Reach.GIVEN:
            words = _("Reaches everyone who can open that address.")
        case Reach.NOBODY:
            return _("This computer is not on a network, so nobody else can join. Continue by holding up fingers.")
    return f"{words} ({card})" if card else words


def panel_words(own: OwnScreens, present: int, *, patient: bool) -> tuple[str, ...]:
    """Return how to join; `patient` until it is time that somebody should have joined."""
    address, facts = own.address, own.facts
    lines = [address.url, _("Code: {code}").format(code=own.code), "", reach_words(address.reach, address.card)]
    places = [each for each in own.addresses if each.reach is not Reach.NOBODY]
    if address in places and len(places) > 1:
        number = places.index(address) + 1
        lines.append(_("This is address {number} of {all}.").format(number=number, all=len(places)))
    lines += ["", _joined(own, present)]
    if own.moved:
        lines.append(_("The address has changed: everyone needs to scan again."))
    if not patient and not facts.joined:
        lines += ["", _silence(facts.reached)]
    elif address.url.startswith("http:") and address.reach is not Reach.NOBODY:
        lines += ["", _("Traffic on this network is not encrypted.")]
    return tuple(lines)


def short_panel_words(own: OwnScreens, present: int, *, patient: bool, asked: bool) -> tuple[str, ...]:
    """Return how to join in a low terminal, where one who `asked` to be let in is more important than the rest."""
    join = (own.address.url, _("Code: {code}").format(code=own.code))
    if asked:
        return *join, _joined(own, present)
    if not patient and not own.facts.joined:
        return *join, _silence(own.facts.reached)
    return tuple(words for words in panel_words(own, present, patient=patient) if words)


def _joined(own: OwnScreens, present: int) -> str:
    return _("Joined: {joined} of {all}").format(joined=own.facts.joined, all=present)


def call_words(own: OwnScreens) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what to tell people on a call, and the ways for them to join: each as (way, words).

    A way is `vpn`, `tunnel`, `no_tunnel` or `not_today`.
    """
    vpn = vpn_address(own)
    ways = []
    if vpn:
        at = f"{vpn.url.partition('://')[2]} ({vpn.card})"
        ways.append(("vpn", _("The VPN, if you are all on it: {address}").format(address=at)))
    ways.append(("tunnel", _("A tunnel that you open in another window")))
    if own.address.reach is Reach.GIVEN and own.address != own.here:
        ways.append(("no_tunnel", _("Stop using the tunnel: back to {address}").format(address=own.here.url)))
    ways.append(("not_today", _("None of these: they answer in the call's chat")))
    match own.address.reach:
        case Reach.SAME_NETWORK | Reach.VIRTUAL:
            words = _("People at home cannot reach the address on the screen. Choose a way for those on the call:")
        case Reach.VPN:
            words = _("The address on the screen only reaches people on the same VPN. The other ways are:")
        case Reach.GIVEN:
            words = _("Share this link in the chat: {link}").format(link=own.link)
        case Reach.NOBODY:
            words = _("This computer is not on a network, and a tunnel needs one too.")
    return words, tuple(ways)


def vpn_address(own: OwnScreens) -> Address | None:
    """Return the address on a VPN, if there is one that is not already in use."""
    return next((each for each in own.addresses if each.reach is Reach.VPN and each != own.address), None)


def tunnel_words(own: OwnScreens) -> str:
    """Return how to open a tunnel: a line to type, and who can read the traffic."""
    host = own.here.url.partition("://")[2]
    return _(
        "Type this in another window, with a server that you can log in to:\n"
        "  ssh -R 8080:{host} you@your-server\n"
        "Then enter the address at which it can be reached, such as http://your-server:8080. Any other tunnel will do."
        " Whoever runs the tunnel can read everything that is sent."
    ).format(host=host)


def firewall_words() -> str:
    """Return what to expect before this computer listens for the first time."""
    return _(
        "Your computer will probably ask whether Python may accept connections from the network. The"
        " question may open behind this window. Answer yes, for private networks; otherwise, no phone can"
        " join."
    )


def _silence(reached: int) -> str:
    """Return what to try if nobody has joined."""
    if reached:
        return _(
            "Somebody opened the page but has not joined. Is the code right, and is the address exactly as shown? You "
            "can hide this and continue by holding up fingers."
        )
    return _(
        "No phone has reached this computer. Are the phones on the same network? Guest networks often keep devices "
        "apart, and there may be a firewall question behind this window. Try the next address, or hide this and "
        "continue by holding up fingers."
    )


def beat_words(beat: int) -> tuple[str, str]:
    """Return what the table says at one of the beats before the cards are revealed."""
    return _("Revealing all the cards"), "  ".join("●" if number <= beat else "○" for number in range(1, BEATS + 1))


def asking_words(own: OwnScreens, game: Game) -> tuple[str, ...]:
    """Return who is waiting for a key press, and what has been suggested."""
    lines = []
    for asking in own.asking[:MOST_SHOWN]:
        if asking.member:
            lines.append(_("Move {name} to another device?").format(name=asking.name))
        else:
            lines.append(_("{name} (new) wants to join").format(name=asking.name))
    for suggestion in own.suggestions[:1]:
        name = name_at(game, suggestion.member)
        lines.append(_("{name} suggests: {text}").format(name=name, text=suggestion.text))
    return tuple(lines)


def line_words(own: OwnScreens, present: int) -> str:
    """Return the line that stays on the table while personal screens are on."""
    facts = own.facts
    parts = [own.address.url, own.code, _joined(own, present)]
    if own.asking:  # it comes first, as it needs a key
        parts.insert(0, ngettext("{number} person wants to join", "{number} people want to join", len(own.asking)))
    if own.suggestions:
        parts.append(ngettext("{number} suggestion", "{number} suggestions", len(own.suggestions)))
    if facts.ready:
        parts.append(_("Ready: {ready} of {all}").format(ready=facts.ready, all=facts.joined))
    return " · ".join(parts)
