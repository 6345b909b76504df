"""Where may a webhook lead? To public addresses by https, and to private ones where the installation names their host.

An address that somebody typed must not become a way into the house (server-side request forgery): not to the machine
itself, its neighbours or a cloud's metadata. What counts is the address that is connected to, not the name: a name can
be made to mean something else after it was looked at.

Special ranges: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its successors).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import Final
from urllib.parse import urlsplit

from recruit.base.texts import gettext as _

Address = IPv4Address | IPv6Address

LONGEST: Final = 500
#: Of the parts of a host's name, and of all of it (RFC 1035).
_LONGEST_PART: Final = 63
_LONGEST_NAME: Final = 253
_SPECIAL_4: Final = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # between a provider and its customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # once 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
#: What of version 6 is given out to the public at all, and what within it is special.
_PUBLIC_6: Final = IPv6Network("2000::/3")
_SPECIAL_6: Final = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
#: What a named host may be as well: the machine itself and private networks, and nothing else that is special.
_PRIVATE: Final = (
    IPv4Network("127.0.0.0/8"), IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16"),
    IPv4Network("100.64.0.0/10"), IPv6Network("::1/128"), IPv6Network("fc00::/7"),
)  # fmt: skip


class AddressRefused(Exception):  # noqa: N818 -- the sentence that it is
    """Nothing is sent there; the sentence says why."""


@dataclass(frozen=True)
class Target:
    """The parts of a webhook's address that decide where it leads."""

    scheme: str
    host: str
    port: int
    #: The installation names this host: it may be private.
    is_named: bool


def target_of(url: str, *, named: Collection[str]) -> Target:
    """What can be said without asking anybody. Raises ``AddressRefused``."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise AddressRefused(
            _("This is no complete address. Write it like https://example.com/hooks.")
        ) from error
    if len(url) > LONGEST or not url.isascii() or any(letter <= " " for letter in url):
        raise AddressRefused(
            _("An address has at most {most} characters, in ASCII and without blanks.").format(most=LONGEST)
        )
    if parts.scheme not in {"https", "http"} or not host:
        raise AddressRefused(_("This is no complete address. Write it like https://example.com/hooks."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused(
            _("Leave names, passwords and # out of the address; the signature tells who sends.")
        )
    literal = _literal(host)
    if literal is None and not _is_name(host):
        raise AddressRefused(
            _("“{host}” is no name that a host can have. Look for a dot or a part too many.").format(
                host=host[:40]
            )
        )
    is_named = host in named
    if parts.scheme == "http" and not is_named:
        raise AddressRefused(_("Use https: everybody on the way could read what is sent by http."))
    if literal is not None:
        require_reachable(literal, scheme=parts.scheme, is_named=is_named)
    return Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), is_named)


def chosen_address(found: Sequence[str], *, target: Target) -> str:
    """Of the addresses that a name means, the one to connect to. One that is not allowed spoils them all.

    Raises ``AddressRefused``.
    """
    if not found:
        raise AddressRefused(_("{host} has no address.").format(host=target.host))
    for text in found:
        require_reachable(_plain(text), scheme=target.scheme, is_named=target.is_named)
    return found[0]


def require_reachable(address: Address, *, scheme: str, is_named: bool) -> None:
    """Raises ``AddressRefused``."""
    meant = _meant(address)
    if scheme == "http" and not meant.is_loopback:
        raise AddressRefused(_("Use https: http is for receivers on this very machine."))
    if is_public(meant) or (is_named and any(_within(meant, network) for network in _PRIVATE)):
        return
    raise AddressRefused(
        _(
            "{address} is not a public address. Whoever runs this installation can name the host in "
            "RECRUIT_WEBHOOK_PRIVATE_HOSTS if it is meant."
        ).format(address=address)
    )


def is_public(address: Address) -> bool:
    meant = _meant(address)
    if isinstance(meant, IPv4Address):
        return not any(meant in network for network in _SPECIAL_4)
    return meant in _PUBLIC_6 and not any(meant in network for network in _SPECIAL_6)


def _meant(address: Address) -> Address:
    """An IPv4 address in IPv6's clothes leads to that one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _within(address: Address, network: IPv4Network | IPv6Network) -> bool:
    return address.version == network.version and address in network


def _literal(host: str) -> Address | None:
    try:
        return _plain(host)
    except ValueError:
        return None


def _is_name(host: str) -> bool:
    return len(host) <= _LONGEST_NAME and all(0 < len(part) <= _LONGEST_PART for part in host.split("."))


def _plain(text: str) -> Address:
    """Without the zone of a link-local address."""
    return ip_address(text.partition("%")[0])
