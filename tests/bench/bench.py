#!/usr/bin/env python3
"""Measures us beside our peers on one corpus; called by run.sh, explained in README.md.

Writes raw figures to SCRATCH/DOCUMENTS/results, one folder a part, and SCRATCH/report.md from all sizes there are.
A part that runs begins its folder anew, so all figures of a part are of one run.
"""
import argparse
import contextlib
import datetime
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from urllib.parse import urlencode

import report
from peers import SYSTEMS, Ours, Unavailable

PARTS = ("indexing", "inproc", "http")
READY_SECONDS = 600
WARM_UP_SECONDS = 10


class Run:
    """What all systems share: folders, corpus, queries, ports."""

    def __init__(self, flags):
        self.root = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
        self.peers = os.path.realpath(flags.peers)
        self.scratch = os.path.realpath(flags.scratch)
        self.size = flags.documents
        self.folder = os.path.join(self.scratch, str(self.size))
        self.passes = flags.passes
        self.seconds = flags.seconds
        self.port = flags.port
        self.cache = flags.cache
        self.documents = self.path("docs.jsonl")
        self.queries = self.path("queries.tsv")
        self.urls = self.path("urls.txt")

    def path(self, name):
        return os.path.join(self.folder, name)

    def prepare(self):
        os.makedirs(os.path.join(self.scratch, "bin", "java"), exist_ok=True)
        os.makedirs(self.folder, exist_ok=True)
        self.generate(self.documents, "docs", self.size)
        self.generate(self.queries, "queries", 1000)
        if not os.path.exists(self.urls):
            write_urls(self.queries, self.urls)

    def generate(self, path, what, count):
        if os.path.exists(path):
            return
        print(f"generating {count} {what}", flush=True)
        with open(path + ".part", "w", encoding="utf-8") as out:
            subprocess.run(["python3", os.path.join(self.peers, "gen.py"), what, str(count)], stdout=out, check=True)
        os.rename(path + ".part", path)

    def begin(self, part):
        """An empty folder for the figures of a part, with what the machine was like when it began."""
        folder = self.path("results/" + part)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        with open(os.path.join(folder, "run.json"), "w", encoding="utf-8") as out:
            json.dump({"date": datetime.date.today().isoformat(), "passes": self.passes, "cores": os.cpu_count(),
                       "processor": processor(), "load": os.getloadavg()[0], "nice": os.nice(0)}, out)
        return folder


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")


def write_urls(queries, path):
    """The queries as the peers' own daemons take them."""
    with open(queries, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
        for line in lines:
            _, kind, text, theme, country, city = line.rstrip("\n").split("\t")
            out.write("/search?" + urlencode({"c": kind, "q": text, "theme": theme, "country": country,
                                              "city": city}) + "\n")


def add_row(path, *values):
    with open(path, "a", encoding="utf-8") as out:
        out.write("\t".join(str(value) for value in values) + "\n")
    print("  " + "  ".join(str(value) for value in values), flush=True)


class Failed(Exception):
    """A system's program did; the message is what it said last."""


def for_each(systems, does):
    """Does it with each system in turn; one that fails is left out from then on, and the run goes on."""
    for system in list(systems):
        try:
            does(system)
        except Failed as failure:
            print(f"{system.name} is left out from here, it failed: {failure}", flush=True)
            systems.remove(system)


# Indexing


def measured(command, environment, scratch):
    """Runs to the end: (user s, system s, wall s, peak KB), of it and all it started."""
    times = os.path.join(scratch, "times.txt")
    done = subprocess.run(["/usr/bin/time", "-o", times, "-f", "%U\t%S\t%e\t%M", *command],
                          env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr[-300:].strip())
    with open(times, encoding="utf-8") as text:
        return text.read().split()


def disk_kb(path):
    return subprocess.run(["du", "-sk", path], capture_output=True, text=True, check=True).stdout.split()[0]


def build_index(system):
    done = system.index + ".done"
    with contextlib.suppress(FileNotFoundError):
        os.remove(done)
    for left in (system.index, system.index + ".raw"):
        shutil.rmtree(left, ignore_errors=True)
    figures = measured(system.index_command(), system.index_environment, system.run.scratch)
    open(done, "w").close()
    return figures


def need_index(system):
    """One that an earlier run left is used again; ours is brought up to date, for its form may be another now."""
    print(f"index of {system.name}", flush=True)
    if isinstance(system, Ours):
        measured(system.index_command(), {}, system.run.scratch)
    elif not os.path.exists(system.index + ".done"):
        build_index(system)


def indexing(run, systems):
    folder = run.begin("indexing")
    for _ in range(run.passes):
        for_each(systems, lambda system: add_row(folder + "/indexing.tsv", system.name, *build_index(system),
                                                 disk_kb(system.index)))
    ours = next((system for system in systems if isinstance(system, Ours)), None)
    if ours:
        updates_and_starts(run, ours, folder)


def updates_and_starts(run, ours, folder):
    published = os.path.join(ours.index, "practices.index")
    add_row(folder + "/published.tsv", os.path.getsize(published) // 1024)
    for _ in range(run.passes):
        # There and back again, so that the index is as before.
        for corpus in (ours.changed, ours.corpus):
            add_row(folder + "/update.tsv", "update", *measured(ours.update(corpus, ours.index), {}, run.scratch))
        add_row(folder + "/start.tsv", "start", *start_to_ready(ours, run.port + 7))


def start_to_ready(ours, port):
    """(processor s, wall s from the start of the process until /readyz is 200, resident KB then)"""
    begin = time.monotonic()
    with Process(ours.daemon(port)) as process:
        wait_until_answers(port, "/readyz", process, pause=0.001)
        took = time.monotonic() - begin
        with open(f"/proc/{process.pid}/stat", encoding="utf-8") as text:
            after_name = text.read().rpartition(")")[2].split()
        processor_s = (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
        resident = int(after_name[21]) * os.sysconf("SC_PAGE_SIZE") // 1024
    return f"{processor_s:.2f}", f"{took:.3f}", resident


# In process


def inproc(run, systems):
    for_each(systems, need_index)
    folder = run.begin("inproc")
    for number in range(run.passes):
        for_each(systems, lambda system: search(system, folder, number))


def search(system, folder, number):
    """One pass of each of the system's ways to search, on one core."""
    pin = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    for label, command in system.in_process(lambda label: f"{folder}/{label}.{number}.tsv").items():
        print(f"  pass {number + 1}: {label}", flush=True)
        done = subprocess.run([*pin, *command], stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            with contextlib.suppress(FileNotFoundError):
                os.remove(f"{folder}/{label}.{number}.tsv")  # half a pass is none
            raise Failed(done.stderr[-300:].strip())
    if isinstance(system, Ours):
        command = [*pin, system.binary("tests/bench/facet_bench"), system.index]
        with open(folder + "/facets.tsv", "a", encoding="utf-8") as out:
            subprocess.run(command, check=True, stdout=out)


# Over HTTP


class Process:
    """A program in a session of its own, which ends with all it started when the block does."""

    def __init__(self, command, environment=None, log=os.devnull):
        with open(log, "w", encoding="utf-8") as out:
            self.popen = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=out, stderr=out,
                                          stdin=subprocess.DEVNULL, start_new_session=True)
        self.pid = self.popen.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for ending in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.pid, ending)
                self.popen.wait(10)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue

    def ended(self):
        return self.popen.poll() is not None


def wait_until_answers(port, path, process, pause=0.05):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not process.ended():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=READY_SECONDS)
        try:
            connection.request("GET", path)
            status = connection.getresponse().status
            if status == 200:
                return
            if status != 503:
                raise SystemExit(f"port {port} answers {status} to {path}")
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(pause)
    raise SystemExit(f"port {port} does not answer")


def load(run, server, connections, seconds):
    """wrk's figures for one server: requests/s, p50, p95, p99 (microseconds), KB an answer, errors, requests."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s",
               os.path.join(run.peers, "wrk.lua"), f"http://127.0.0.1:{server.port}"]
    said = subprocess.run(command, env={**os.environ, "URLS": server.urls}, capture_output=True, text=True).stdout
    got = dict(re.findall(r"(\w+)=([\d.]+)", said))  # without the average answer where there was none
    return [got["qps"], got["p50_us"], got["p95_us"], got["p99_us"], got.get("mean_kb", 0),
            int(got["errors"]) + int(got["non2xx"]), got["n"]]


def over_http(run, systems):
    if not shutil.which("wrk"):
        print("nothing is measured over HTTP: there is no wrk")
        return
    for_each(systems, need_index)
    folder = run.begin("http")
    servers = [server for system in systems for server in system.servers()]
    with contextlib.ExitStack() as running:
        for server in servers:
            start(run, server, running)
            load(run, server, 8, WARM_UP_SECONDS)
        for connections in (1, 8, 64):
            for _ in range(run.passes):
                for server in servers:
                    add_row(folder + "/http.tsv", server.label, connections,
                            *load(run, server, connections, run.seconds))


def start(run, server, running):
    """Starts a server and its helpers, which end with `running`; returns when it answers its first query."""
    for command in server.commands:
        name = re.sub(r"\W+", "-", server.label) + "-" + os.path.basename(command[0]) + ".log"
        process = running.enter_context(Process(command, server.environment, run.path(name)))
        if command is not server.commands[-1]:
            time.sleep(1)  # a helper without a port: fcgiwrap makes its socket
    with open(server.urls, encoding="utf-8") as urls:
        wait_until_answers(server.port, urls.readline().strip(), process)


def available(run, wanted):
    """The systems there are here, ready to index; a line for each that is not."""
    found = []
    for kind in SYSTEMS:
        if wanted and kind.name not in wanted:
            continue
        system = kind(run)
        try:
            system.build()
        except Unavailable as missing:
            print(f"{system.name} is left out: {missing} (Debian packages: {system.packages})")
            continue
        system.prepare()
        found.append(system)
    return found


def parse_flags():
    parser = argparse.ArgumentParser(prog="run.sh", description="Measures us beside our peers on one corpus.")
    parser.add_argument("peers", metavar="PEERS", help="folder of the peers' programs and the generator")
    parser.add_argument("scratch", metavar="SCRATCH", help="folder for corpus, indexes and figures; used again")
    parser.add_argument("documents", metavar="DOCUMENTS", nargs="?", type=int, default=10000,
                        help="size of the corpus, at least 1000, for the queries are made from the first 1000")
    parser.add_argument("--only", action="append", choices=("corpus", "prepare", *PARTS, "report"),
                        help="do only this part; may be repeated. corpus: programs, corpus and queries, with which "
                        "every part begins; prepare: missing indexes too")
    parser.add_argument("--systems", help="measure only these: " + ",".join(kind.name for kind in SYSTEMS))
    parser.add_argument("--passes", type=int, default=3, help="of every measurement (default 3)")
    parser.add_argument("--seconds", type=int, default=5, help="of load over HTTP, a pass and server (default 5)")
    parser.add_argument("--cache", type=int, default=64, help="MiB of searchd's cache where it has one (default 64)")
    parser.add_argument("--port", type=int, default=18200, help="the first of eight ports (default 18200)")
    flags = parser.parse_args()
    if flags.documents < 1000:
        parser.error("DOCUMENTS must be at least 1000")
    return flags


def main():
    flags = parse_flags()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers are stopped
    run = Run(flags)
    parts = flags.only or PARTS
    if parts != ["report"]:
        run.prepare()
        systems = available(run, flags.systems and flags.systems.split(","))
        for part, does in (("prepare", lambda _, systems: for_each(systems, need_index)), ("indexing", indexing),
                           ("inproc", inproc), ("http", over_http)):
            if part in parts:
                print(f"{part}, {run.size} documents", flush=True)
                does(run, systems)
    with open(os.path.join(run.scratch, "report.md"), "w", encoding="utf-8") as out:
        out.write(report.of_scratch(run.scratch))
    print("report: " + out.name)


if __name__ == "__main__":
    main()
