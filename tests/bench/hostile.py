#!/usr/bin/env python3
"""What a running searchd does while clients behave badly: for people, not part of the test run.

    tests/bench/hostile.py PORT PID [--seconds N] [--short N]

PORT is where it listens on 127.0.0.1, PID its process. First, 500 connections from twenty addresses, half of them
silent, half sending a byte a second, each opened again as soon as it is closed, while another address searches as a
reader would, below the rate it is allowed. Then many short connections, most of them cut off somewhere. The latencies
are of whole searches, connecting included; compare only those of one run.
"""
import argparse
import http.client
import os
import selectors
import socket
import struct
import threading
import time

CONNECTIONS = 500
ADDRESSES = 20  # 25 connections each
PACE = 0.07  # seconds between two searches of the ordinary reader: 14 a second
WORDS = ["housing", "école", "Arbeit", "mediation", "salud", "women", "Wohnung", "lavoro", "health", "youth"]
DRIP = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"x" * 1000


def status_of(pid):
    with open(f"/proc/{pid}/status") as lines:
        fields = dict(line.split(":", 1) for line in lines)
    size = {name: int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}
    return len(os.listdir(f"/proc/{pid}/fd")), size["VmRSS"], size["VmHWM"]


def settled(pid, descriptors):
    """Waits until no more descriptors are open than before, for at most 30 seconds."""
    for _ in range(300):
        if status_of(pid)[0] <= descriptors:
            break
        time.sleep(0.1)
    return status_of(pid)


def connect(port, source):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    connection.bind((source, 0))
    connection.connect(("127.0.0.1", port))
    return connection


class Hostile(threading.Thread):
    """Keeps the connections open, and half of them dripping, until `ending` is set."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ending, self.ready = port, threading.Event(), threading.Event()
        self.opened = self.told = 0
        self.sent = {}  # bytes of DRIP by connection; of silent ones always 0
        self.selector = selectors.DefaultSelector()

    def open(self, number):
        connection = connect(self.port, f"127.0.0.{10 + number % ADDRESSES}")
        connection.setblocking(False)
        self.selector.register(connection, selectors.EVENT_READ, number)
        self.sent[connection] = 0
        self.opened += 1

    def reopen(self, connection, number):
        self.selector.unregister(connection)
        del self.sent[connection]
        connection.close()
        self.open(number)

    def run(self):
        for number in range(CONNECTIONS):
            self.open(number)
        self.ready.set()
        next_byte = time.monotonic()
        while not self.ending.is_set():
            for key, _ in self.selector.select(timeout=0.05):
                try:
                    self.told += bool(key.fileobj.recv(65536))
                except OSError:
                    pass
                self.reopen(key.fileobj, key.data)
            if time.monotonic() < next_byte:
                continue
            next_byte += 1
            for key in list(self.selector.get_map().values()):
                if key.data % 2:
                    try:
                        at = self.sent[key.fileobj]
                        self.sent[key.fileobj] += key.fileobj.send(DRIP[at:at + 1])
                    except OSError:
                        self.reopen(key.fileobj, key.data)
        for connection in self.sent:
            connection.close()


def search(port, word):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=("127.0.0.2", 0))
    connection.request("GET", "/api/v1/search?lang=en&q=" + "".join(f"%{byte:02x}" for byte in word.encode()))
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"an ordinary search was answered {response.status}")


def latencies(port, seconds):
    """Milliseconds of each search, in order of size."""
    found, end, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began = time.perf_counter()
        search(port, WORDS[number % len(WORDS)])
        found.append((time.perf_counter() - began) * 1000)
        number += 1
        time.sleep(max(0.0, PACE - found[-1] / 1000))
    return sorted(found)


def row(name, found):
    at = lambda share: found[min(len(found) - 1, int(len(found) * share))]
    print(f"{name:<34}{len(found):>6}{at(.5):>9.2f}{at(.95):>9.2f}{found[-1]:>9.2f}")


def short_connections(port, numbers):
    """Of each four: one whole request, one cut off in its head, one closed at once, one reset in its head."""
    for number in numbers:
        connection = connect(port, f"127.{1 + number // 60000}.{1 + number // 250 % 240}.{1 + number % 250}")
        try:
            if number % 4 == 0:
                connection.sendall(b"GET /api/v1/search?q=housing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                while connection.recv(65536):
                    pass
            elif number % 4 == 1:
                connection.sendall(b"GET /search?q=hous")
            elif number % 4 == 3:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("pid", type=int)
    parser.add_argument("--seconds", type=float, default=30, help="of searching, without and with bad company")
    parser.add_argument("--short", type=int, default=100_000, help="short connections")
    flags = parser.parse_args()
    latencies(flags.port, 2)  # so that the caches are warm
    at_first = status_of(flags.pid)

    print("searches, milliseconds               count      p50      p95      max")
    row("alone", latencies(flags.port, flags.seconds))
    hostile = Hostile(flags.port)
    hostile.start()
    hostile.ready.wait()
    row(f"beside {CONNECTIONS} bad connections", latencies(flags.port, flags.seconds))
    beside = status_of(flags.pid)
    hostile.ending.set()
    hostile.join()
    print(f"({hostile.opened} bad connections opened in all, {hostile.told} of them told why they ended)")

    before = settled(flags.pid, at_first[0])
    began = time.monotonic()
    threads = [threading.Thread(target=short_connections, args=(flags.port, range(part, flags.short, 8)))
               for part in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    after = settled(flags.pid, at_first[0])

    print("\nthe process                    descriptors   MB now  MB peak")
    for name, (descriptors, now, peak) in [("at first", at_first), (f"beside {CONNECTIONS} bad connections", beside),
                                           ("after them", before), (f"after {flags.short} short ones", after)]:
        print(f"{name:<34}{descriptors:>8}{now:>9.1f}{peak:>9.1f}")
    print(f"({flags.short / seconds:.0f} short connections a second)")


if __name__ == "__main__":
    main()
