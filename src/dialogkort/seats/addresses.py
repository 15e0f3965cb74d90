"""The addresses of this computer, and which of them people in the room can reach: the likeliest first."""

import ipaddress
import re
import socket
from collections.abc import Iterable
from contextlib import closing, suppress
from urllib.parse import urlsplit

import ifaddr

from dialogkort.language import gettext as _
from dialogkort.sessions.own_screens import Reach

_VIRTUAL = re.compile(
    r"docker|podman|^br-|^virbr|^veth|vmnet|vboxnet|virtual|vmware|hyper-v|vethernet|wsl|^lxc|^cni|^lxd", re.IGNORECASE
)
_VPN = re.compile(
    r"^tun|^tap|^wg|^utun|^ppp|^ipsec|^zt|tailscale|wireguard|vpn|anyconnect|forti|globalprotect|pangp|zscaler|juniper",
    re.IGNORECASE,
)
LOOPBACK = "127.0.0.1"
_PRIVATE = tuple(ipaddress.ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))


def reach_of(card: str, ip: str) -> Reach:
    """Return who can reach an address on a network card, as far as names reveal that."""
    if _is_loopback(ip):
        return Reach.NOBODY
    if _VIRTUAL.search(card):
        return Reach.VIRTUAL
    return Reach.VPN if _VPN.search(card) else Reach.SAME_NETWORK


def _is_loopback(ip: str) -> bool:
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:  # a host name, which the user gave
        return ip == "localhost"


def ranked(found: Iterable[tuple[str, str]], way_out: str = "") -> list[tuple[str, str, Reach]]:
    """Return (IPv4 address, card, who can reach it), the likeliest first; never a link-local one.

    Private addresses of Wi-Fi or cable come first, and among them the one that leads to the internet; then others;
    those of a VPN, of containers and of virtual machines come last. The loopback address is only returned if there is
    nothing else.
    """
    rows = [(ip, card, reach_of(card, ip)) for card, ip in found if not ipaddress.ip_address(ip).is_link_local]
    order = list(Reach)

    def rank(row: tuple[str, str, Reach]) -> tuple[int, bool, bool]:
        ip, _card, reach = row
        private = any(ipaddress.ip_address(ip) in network for network in _PRIVATE)
        return order.index(reach), not private, ip != way_out

    reachable = [row for row in rows if row[2] is not Reach.NOBODY]
    return sorted(reachable, key=rank) or [(LOOPBACK, "", Reach.NOBODY)]


def own_addresses() -> list[tuple[str, str, Reach]]:
    """Return the addresses of this computer, the likeliest first."""
    found = [
        (card.nice_name, address.ip)
        for card in ifaddr.get_adapters()
        for address in card.ips
        if isinstance(address.ip, str)
    ]
    return ranked(found, _way_out())


def _way_out() -> str:
    """Return the address that this computer would use for outgoing connections; nothing is sent to find it."""
    with suppress(OSError), closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return ""


def origin_of(url: str) -> str:
    """Return the origin in `url`; raises ValueError, whose message says what is wrong, for anything else."""
    parts = urlsplit(url.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == -1:
        raise ValueError(_("Write the address as https://name, with its port if it has one."))
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(_("Write only the address, with nothing before or after the name."))
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port and port != usual else "")
