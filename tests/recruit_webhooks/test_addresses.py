"""Where a webhook may lead, as tables: nobody gets into the house by an address that they typed."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from recruit_webhooks.addresses import AddressRefused, chosen_address, is_public, target_of

NAMED = frozenset({"hooks.intranet.example", "127.0.0.1", "169.254.169.254", "localhost"})

PUBLIC = ("93.184.216.34", "8.8.8.8", "172.15.255.255", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8",
          "64:ff9b::808:808")  # fmt: skip
NOT_PUBLIC = (
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",  # version 4 in the clothes of 6
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "100::1", "fec0::1", "3fff::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_special_is_not(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/hooks", "https://example.com:8443/a?b=c", "https://[2606:4700::1111]/", "https://8.8.8.8/",
        "https://hooks.intranet.example/", "http://hooks.intranet.example/", "http://127.0.0.1:9000/", "https://127.0.0.1/",
    ],
)  # fmt: skip
def test_these_can_be_set_up(url):
    assert target_of(url, named=NAMED).host


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/", "Use https"),
        ("ftp://example.com/", "no complete address"),
        ("example.com", "no complete address"),
        ("https://", "no complete address"),
        ("https://example.com:port/", "no complete address"),
        ("https://[::1", "no complete address"),
        ("https://me:word@example.com/", "Leave names"),
        ("https://example.com/#part", "Leave names"),
        ("https://exämple.com/", "in ASCII"),
        ("https://example.com/a b", "without blanks"),
        ("https://example.com/\n", "without blanks"),
        ("https://example.com/" + "a" * 500, "at most 500"),
        ("https://hooks..example/", "no name that a host"),
        ("https://" + "a" * 64 + ".example/", "no name that a host"),
        ("https://" + "a.b" * 100 + "/", "no name that a host"),
        ("https://10.0.0.1/", "not a public address"),
        ("https://[::1]/", "not a public address"),
        ("https://[::ffff:10.0.0.1]/", "not a public address"),
        ("https://169.254.169.254/latest/meta-data", "not a public address"),  # even where it is named
        ("https://localhost./", ""),  # the dot at the end changes nothing
    ],
)
def test_these_are_refused_at_once(url, why):
    if not why:
        assert target_of(url, named=NAMED).is_named
        return
    with pytest.raises(AddressRefused, match=why):
        target_of(url, named=NAMED)


# address, what its name means at the moment of sending: None or why nothing is sent
FOUND = (
    ("https://example.com/", ["93.184.216.34"], None),
    ("https://example.com/", ["93.184.216.34", "10.0.0.1"], "not a public"),  # one spoils them all
    ("https://example.com/", ["::ffff:127.0.0.1"], "not a public"),
    ("https://example.com/", ["fe80::1%eth0"], "not a public"),
    ("https://example.com/", [], "has no address"),
    ("https://2130706433/", ["127.0.0.1"], "not a public"),  # numbers that the system reads as an address
    ("https://hooks.intranet.example/", ["10.0.0.1"], None),
    ("https://hooks.intranet.example/", ["fd12::1"], None),
    ("https://hooks.intranet.example/", ["169.254.169.254"], "not a public"),  # named or not
    ("http://hooks.intranet.example/", ["127.0.0.1"], None),
    ("http://hooks.intranet.example/", ["10.0.0.1"], "http is for receivers on this"),
    ("http://hooks.intranet.example/", ["93.184.216.34"], "http is for receivers on this"),
)


@pytest.mark.parametrize(("url", "found", "why"), FOUND)
def test_what_a_name_means_decides(url, found, why):
    target = target_of(url, named=NAMED)

    if why is None:
        assert chosen_address(found, target=target) == found[0]
    else:
        with pytest.raises(AddressRefused, match=why):
            chosen_address(found, target=target)
