"""Which of this computer's addresses people are told to join at, and whom it reaches."""

import random

import pytest

from dialogkort.language import using
from dialogkort.seats import addresses
from dialogkort.seats.addresses import own_addresses, ranked, reach_of
from dialogkort.sessions.own_screens import Reach
from dialogkort.views.own_screens import reach_words

FOUND = [
    ("lo", "127.0.0.1"),
    ("eth1", "169.254.12.3"),
    ("docker0", "172.17.0.1"),
    ("wg0", "10.8.0.2"),
    ("wlan0", "192.168.1.20"),
    ("eth2", "83.10.20.30"),
    ("eth0", "10.0.0.7"),
]
RANKED = ["10.0.0.7", "192.168.1.20", "83.10.20.30", "10.8.0.2", "172.17.0.1"]


@pytest.mark.parametrize("seed", range(5))
def test_private_wifi_and_cable_come_before_vpn_and_containers_and_link_local_is_never_used(seed: int) -> None:
    found = list(FOUND)
    random.Random(seed).shuffle(found)
    rows = ranked(found, way_out="10.0.0.7")
    assert [ip for ip, _card, _reach in rows] == RANKED
    assert [reach for _ip, _card, reach in rows] == [Reach.SAME_NETWORK] * 3 + [Reach.VPN, Reach.VIRTUAL]


def test_a_route_over_a_vpn_does_not_come_before_the_room() -> None:
    assert ranked(FOUND, way_out="10.8.0.2")[0][2] is Reach.SAME_NETWORK


def test_without_anything_else_only_this_computer_is_left() -> None:
    assert ranked([("lo", "127.0.0.1"), ("eth0", "169.254.1.1")]) == [("127.0.0.1", "", Reach.NOBODY)]
    assert ranked([]) == [("127.0.0.1", "", Reach.NOBODY)]


@pytest.mark.parametrize(
    ("card", "reach"),
    [
        ("wlp3s0", Reach.SAME_NETWORK),
        ("Wi-Fi", Reach.SAME_NETWORK),
        ("en0", Reach.SAME_NETWORK),
        ("Ethernet", Reach.SAME_NETWORK),
        ("utun4", Reach.VPN),
        ("tailscale0", Reach.VPN),
        ("Cisco AnyConnect Secure Mobility Client", Reach.VPN),
        ("br-3f2a", Reach.VIRTUAL),
        ("vEthernet (WSL)", Reach.VIRTUAL),
        ("VirtualBox Host-Only Ethernet Adapter", Reach.VIRTUAL),
    ],
)
def test_a_network_card_is_recognised_by_its_name(card: str, reach: Reach) -> None:
    assert reach_of(card, "192.168.1.20") is reach


@pytest.mark.parametrize("reach", Reach)
def test_each_reach_is_explained_in_a_sentence_with_the_name_of_the_card(reach: Reach) -> None:
    with using("en"):
        words = reach_words(reach, "wlan0")
    assert words.endswith((".", "(wlan0)"))


def test_the_addresses_of_this_computer_are_found_without_sending_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_arguments: object) -> None:
        raise AssertionError("nothing may be sent")

    for name in ("send", "sendto", "sendall", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    found = own_addresses()
    assert found
    assert addresses.LOOPBACK in {ip for ip, _card, _reach in found} or all(
        reach is not Reach.NOBODY for _ip, _card, reach in found
    )
