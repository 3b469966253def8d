"""Word to systemd over NOTIFY_SOCKET (sd_notify(3)): READY, STATUS, WATCHDOG, STOPPING. Silent elsewhere."""

import os
import socket


def notify(*lines: str) -> None:
    """Send lines such as READY=1 to systemd; does nothing without NOTIFY_SOCKET."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # the abstract namespace is written with a leading NUL
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
            channel.settimeout(1.0)  # its queue holds ten lines: a supervisor that does not look must not stop the work
            channel.sendto("\n".join(lines).encode(), address)
    except OSError:
        return  # systemd went away: nothing to tell, and no reason to stop work
