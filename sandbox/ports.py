"""Ports: the usual ones while they are free, others when they are taken."""

import socket

# The page's is the one a person sees; the others follow it.
SLACK, BACKPACK, BOT, REDIS = 8080, 8081, 8082, 8083


def free_port(preferred: int) -> int:
    """`preferred` if nothing listens there, else any free one; 0 asks for any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
