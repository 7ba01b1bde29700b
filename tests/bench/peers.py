"""The systems that are measured: how each is built, indexes the corpus, answers in process and serves.

A System lives in the folder of one size (`run.folder`); what it cannot do it does not override. The peers' programs are
used in place from the PEERS folder (`run.peers`) and built into the scratch folder.
"""
import glob
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field

OMEGA = "/usr/lib/cgi-bin/omega/omega"


class Unavailable(Exception):
    """The system cannot be measured here; the message says what is missing."""


@dataclass
class Server:
    label: str
    port: int
    urls: str  # file with a request path on each line
    commands: list  # the server, and helpers it needs before it
    environment: dict = field(default_factory=dict)


class System:
    name = ""
    packages = ""  # Debian packages that bring it
    index_environment = {}

    def __init__(self, run):
        self.run = run
        self.index = run.path("index-" + self.name)

    def build(self):
        """Compiles what is missing; raises Unavailable."""

    def prepare(self):
        """Writes the corpus and the queries in the form of this system; quick when they are there."""

    def index_command(self):
        """Builds self.index, which is not there."""
        raise NotImplementedError

    def in_process(self, output):
        """Label -> command that does one pass after warming up, with its figures in `output(label)`."""
        return {}

    def servers(self):
        return []

    # What most of them need.

    def need(self, *programs):
        for program in programs:
            if shutil.which(program) is None and not os.access(program, os.X_OK):
                raise Unavailable(f"there is no {program}")

    def program(self, name):
        return os.path.join(self.run.scratch, "bin", name)

    def compile(self, name, *flags):
        self.make(self.program(name), os.path.join(self.run.peers, "src", name + ".cpp"),
                  lambda source, target: ["g++", "-O2", "-std=c++17", "-w", "-o", target, source, *flags])

    def make(self, target, source, command):
        if os.path.exists(target) and os.path.getmtime(target) > os.path.getmtime(source):
            return
        try:
            done = subprocess.run(command(source, target), capture_output=True, text=True)
        except OSError as error:
            raise Unavailable(str(error)) from error
        if done.returncode != 0:
            first = next((line for line in done.stderr.splitlines() if "error" in line), done.stderr[-200:])
            raise Unavailable("it does not compile: " + first)

    def write(self, name, command):
        """The output of `command` as a file of this size."""
        path = self.run.path(name)
        if not os.path.exists(path):
            with open(path + ".part", "w", encoding="utf-8") as out:
                subprocess.run(command, stdout=out, check=True)
            os.rename(path + ".part", path)
        return path

    def prep(self, script, *arguments):
        return ["python3", os.path.join(self.run.peers, "src", script), *arguments]


class Ours(System):
    name = "ours"

    def __init__(self, run):
        super().__init__(run)
        self.corpus = run.path("ours/corpus.jsonl")
        self.changed = run.path("ours/changed.jsonl")
        self.queries = run.path("ours/queries.tsv")
        self.urls = run.path("ours/urls.txt")

    def binary(self, path):
        return os.path.join(self.run.root, "build", path)

    def prepare(self):
        convert = os.path.join(self.run.root, "tests/bench/convert.py")
        if not os.path.exists(self.corpus):
            subprocess.run(["python3", convert, self.run.documents, self.run.path("ours.part")], check=True)
            os.rename(self.run.path("ours.part"), self.run.path("ours"))
        self.write("ours/queries.tsv", ["python3", convert, "--queries", self.run.queries, self.run.path("ours")])
        if not os.path.exists(self.urls):
            with open(self.queries, encoding="utf-8") as lines, open(self.urls, "w", encoding="utf-8") as out:
                for line in lines:
                    out.write("/api/v1/search?" + line.rstrip("\n").split("\t")[2] + "\n")
        if not os.path.exists(self.changed):
            self.write_changed()
        self.warm_dictionaries()

    def write_changed(self):
        """The corpus with one case changed: the one in the middle has a sentence more."""
        with open(self.corpus, encoding="utf-8") as lines, open(self.changed, "w", encoding="utf-8") as out:
            for number, line in enumerate(lines):
                if number == self.run.size // 2:
                    case = json.loads(line)
                    for text in case["texts"].values():
                        text["body"] += "\n\nOne more sentence."
                    line = json.dumps(case, ensure_ascii=False) + "\n"
                out.write(line)

    def warm_dictionaries(self):
        """The bilingual dictionaries are compiled once and kept; that belongs to no measurement."""
        one, index = self.run.path("ours/one.jsonl"), self.run.path("index-one")
        with open(self.corpus, encoding="utf-8") as lines, open(one, "w", encoding="utf-8") as out:
            out.write(lines.readline())
        shutil.rmtree(index, ignore_errors=True)
        subprocess.run(self.update(one, index), check=True, capture_output=True)
        shutil.rmtree(index)

    def update(self, corpus, index):
        return [self.binary("indexer/indexer"), "update", "--corpus", corpus, "--index", index,
                "--dictionary-cache", os.path.join(self.run.scratch, "dictionaries")]

    def index_command(self):
        return self.update(self.corpus, self.index)

    def in_process(self, output):
        def bench(label, *mode):
            return ["sh", "-c", 'out=$1; shift; exec "$@" >"$out"', "sh", output(label),
                    self.binary("tests/bench/search_bench"), self.index, self.queries, "1", *mode]
        return {"ours": bench("ours"), "ours-json": bench("ours-json", "json")}

    def daemon(self, port, *flags):
        return [self.binary("searchd/searchd"), "--index", self.index, "--web", os.path.join(self.run.root, "web"),
                "--listen", f"127.0.0.1:{port}", *flags]

    def servers(self):
        known = subprocess.run([self.binary("searchd/searchd"), "--help"], capture_output=True, text=True).stdout
        rate = ["--rate", "0"] if "--rate " in known else []
        if "--cache " not in known:
            return [Server("ours", self.run.port, self.urls, [self.daemon(self.run.port, *rate)])]
        cached = self.daemon(self.run.port + 1, *rate, "--cache", str(self.run.cache))
        return [Server("ours, no cache", self.run.port, self.urls,
                       [self.daemon(self.run.port, *rate, "--cache", "0")]),
                Server("ours, cache", self.run.port + 1, self.urls, [cached])]


class Xapian(System):
    name = "xapian"
    packages = "libxapian-dev xapian-tools libcpp-httplib-dev libssl-dev zlib1g-dev"
    index_environment = {"XAPIAN_FLUSH_THRESHOLD": "1000"}

    def build(self):
        self.need("xapian-compact")
        for name in ("xindex", "xbench"):
            self.compile(name, "-lxapian")
        self.compile("xhttpd", "-lxapian", "-lcpp-httplib", "-lssl", "-lcrypto", "-lz", "-lpthread")

    def index_command(self):
        return ["sh", "-c", '"$1" "$2.raw" "$3" spellend && xapian-compact "$2.raw" "$2" && rm -r "$2.raw"', "sh",
                self.program("xindex"), self.index, self.run.documents]

    def in_process(self, output):
        return {"xap_top10": [self.program("xbench"), self.index, self.run.queries, "top10", "1", output("xap_top10")]}

    def servers(self):
        port = self.run.port + 2
        return [Server("xhttpd-none", port, self.run.urls,
                       [[self.program("xhttpd"), self.index, str(port), "64", "none", "0"]])]


class Omega(System):
    name = "omega"
    packages = "xapian-omega, for HTTP lighttpd, or nginx-light and fcgiwrap"

    def build(self):
        self.need("scriptindex", OMEGA)

    def prepare(self):
        self.dump = self.write("omega.dump", self.prep("omega_prep.py", "dump", self.run.documents))
        self.urls = self.run.path("omega-urls.txt")
        if not os.path.exists(self.urls):
            made = subprocess.run(self.prep("omega_prep.py", "urls", self.run.queries, "omega", "perf"), check=True,
                                  capture_output=True, text=True).stdout
            with open(self.urls, "w", encoding="utf-8") as out:
                out.writelines("/cgi-bin/omega?" + line + "\n" for line in made.splitlines())

    def index_command(self):
        script = os.path.join(self.run.peers, "omega/cases.script")
        return ["scriptindex", "--stemmer=none", self.index, script, self.dump]

    def configure(self, source, old_port, port):
        """The peers' configuration with our folder and port."""
        site = self.run.path("omega-site")
        with open(os.path.join(self.run.peers, source + ".in"), encoding="utf-8") as text:
            made = text.read().replace("@HERE@", site).replace(str(old_port), str(port))
        path = os.path.join(site, source)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(made)
        return path

    def link(self, target, name):
        path = os.path.join(self.run.path("omega-site"), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.islink(path):
            os.symlink(target, path)

    def servers(self):
        site = self.run.path("omega-site")
        for folder in ("logs", "omega/log"):
            os.makedirs(os.path.join(site, folder), exist_ok=True)
        self.link(self.index, "idx/omega")
        self.link(os.path.join(self.run.peers, "omega/templates"), "omega/templates")
        environment = {"OMEGA_CONFIG_FILE": self.configure("omega/omega.conf", "", "")}
        found = []
        if shutil.which("lighttpd"):
            port = self.run.port + 3
            conf = self.configure("www/conf/lighttpd.conf", 18081, port)
            found.append(Server("omega, lighttpd cgi", port, self.urls, [["lighttpd", "-D", "-f", conf]], environment))
        if shutil.which("nginx") and shutil.which("fcgiwrap"):
            port = self.run.port + 4
            conf = self.configure("www/conf/nginx.conf", 18080, port)
            socket = os.path.join(site, "www/fcgi.sock")
            if os.path.exists(socket):
                os.remove(socket)
            helper = ["fcgiwrap", "-c", "4", "-s", "unix:" + socket]
            found.append(Server("omega, nginx fcgi", port, self.urls, [helper, ["nginx", "-c", conf]], environment))
        if not found:
            print("omega is not measured over HTTP: there is neither lighttpd nor nginx with fcgiwrap")
        return found


class Lucene(System):
    name = "lucene"
    packages = "liblucene8-java default-jdk-headless"
    PARTS = "analyzers-common core facet highlighter memory queries queryparser".split()

    def build(self):
        jars = [glob.glob(f"/usr/share/java/lucene-{part}-8*.jar") for part in self.PARTS]
        if not all(jars):
            raise Unavailable("there is no Lucene 8 in /usr/share/java")
        classes = self.program("java")
        path = ":".join(found[0] for found in jars)
        self.make(os.path.join(classes, "L.class"), os.path.join(self.run.peers, "src/java/L.java"),
                  lambda source, _: ["javac", "-nowarn", "-cp", path, "-d", classes, source])
        self.java = ["java", "-Xmx1g", "-Dsun.net.httpserver.nodelay=true", "-cp", classes + ":" + path, "L"]

    def index_command(self):
        return [*self.java, "index", self.index, self.run.documents]

    def in_process(self, output):
        return {"lucene_full": [*self.java, "bench", self.index, self.run.queries, "full", "1", output("lucene_full")]}

    def servers(self):
        port = self.run.port + 5
        return [Server("lucene, jdk http", port, self.run.urls, [[*self.java, "serve", self.index, str(port), "8"]])]


class Groonga(System):
    name = "groonga"
    packages = "groonga-bin libgroonga-dev"

    def build(self):
        self.need("groonga", "pkg-config")
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "groonga"], capture_output=True, text=True)
        if flags.returncode != 0:
            raise Unavailable("pkg-config does not know groonga")
        self.compile("groonga_peer", *flags.stdout.split())

    def prepare(self):
        self.commands = self.write("groonga.grn", self.prep("groonga_prep.py", self.run.documents))
        self.urls = self.write("groonga-urls.txt", [self.program("groonga_peer"), "urls", self.run.queries])

    def index_command(self):
        return ["sh", "-c", 'mkdir "$1" && groonga -n "$1/db" <"$2"', "sh", self.index, self.commands]

    def in_process(self, output):
        return {"groonga_full": [self.program("groonga_peer"), self.index + "/db", self.run.queries, "full", "1",
                                 output("groonga_full")]}

    def servers(self):
        port = self.run.port + 6
        return [Server("groonga http", port, self.urls,
                       [["groonga", "-s", "--bind-address", "127.0.0.1", "-p", str(port), "--protocol", "http",
                         "--max-threads", "2", "--cache-limit", "0", self.index + "/db"]])]


class Sqlite(System):
    name = "sqlite"
    packages = "libsqlite3-dev"

    def build(self):
        self.compile("sqlite_peer", "-lsqlite3")

    def index_command(self):
        return ["sh", "-c", 'mkdir "$2" && "$1" index "$2/db" "$3"', "sh", self.program("sqlite_peer"), self.index,
                self.run.documents]

    def in_process(self, output):
        return {"sqlite_full": [self.program("sqlite_peer"), "bench", self.index + "/db", self.run.queries, "full", "1",
                                output("sqlite_full")]}


SYSTEMS = (Ours, Xapian, Omega, Lucene, Groonga, Sqlite)
