"""Ports for servers of tests."""

import random
import socket

HOST = "127.0.0.1"
# Above these are the ports that the system gives to who asks for any: nobody takes a free one of these before
# we do, or between the end of a server and its next start.
OURS = range(20_000, 32_768)


def free_port() -> int:
    """A port of loopback at which nobody listens."""
    for port in random.sample(OURS, 100):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise AssertionError("No port is free.")
