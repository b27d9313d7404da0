"""How other devices of this network reach this machine."""

from __future__ import annotations

import ipaddress
import socket

# Reserved for documentation (RFC 5737): asking for the way there sends nothing.
ELSEWHERE = ("192.0.2.1", 9)


def network_address() -> str | None:
    """This machine's IPv4 address on its network; None without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if ipaddress.ip_address(found).is_loopback else found


def host_names() -> list[str]:
    """Names under which this machine may be called: its own, and that of multicast DNS."""
    name = socket.gethostname().split(".")[0].lower()
    return [name, f"{name}.local"]
