"""The report of a scratch folder: Markdown tables from the raw figures that bench.py leaves.

Every figure is the median over the passes; what stands in brackets is the least and the most. A ratio is ours divided by
the peer's, pass by pass, so that both sides of each saw the same minutes of the machine.
"""
import collections
import glob
import json
import os
import statistics

CLASSES = ("one", "and", "or", "phrase", "prefix", "typo", "browse", "filtered")
IN_PROCESS = ("ours", "ours-json", "xap_top10", "lucene_full", "groonga_full", "sqlite_full")
PEERS_IN_PROCESS = IN_PROCESS[2:]
PERCENTILES = (50, 95, 99)


def of_scratch(scratch):
    sizes = sorted(int(name) for name in os.listdir(scratch) if os.path.isdir(os.path.join(scratch, name, "results")))
    return "\n".join(of_size(os.path.join(scratch, str(size), "results"), size) for size in sizes)


def of_size(folder, size):
    inproc = read_inproc(os.path.join(folder, "inproc"))
    http = read_rows(os.path.join(folder, "http/http.tsv"), 2)
    indexing = read_rows(os.path.join(folder, "indexing/indexing.tsv"), 1)
    facets = read_rows(os.path.join(folder, "inproc/facets.tsv"), 1)
    lines = [f"### {size:,} documents", ""]
    for part in ("indexing", "inproc", "http"):
        lines += conditions(folder, part)
    lines += ["", *goals(size, inproc, http, facets, indexing)]
    lines += in_process_tables(inproc) + http_table(http)
    lines += indexing_table(size, indexing) + maintenance_table(os.path.join(folder, "indexing"))
    return "\n".join(lines) + "\n"


def conditions(folder, part):
    path = os.path.join(folder, part, "run.json")
    if not os.path.exists(path):
        return [f"- {part}: not measured"]
    with open(path, encoding="utf-8") as text:
        run = json.load(text)
    nice = f", nice {run['nice']}" if run["nice"] else ""
    return [f"- {part}: {run['date']}, {run['passes']} passes, {run['cores']} cores of {run['processor']}; "
            f"load when it began {run['load']:.2f}{nice}"]


# Reading


def read_rows(path, keys):
    """Label(s) -> rows of numbers, one a pass; the first `keys` columns are the label."""
    rows = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                values = line.rstrip("\n").split("\t")
                label = values[0] if keys == 1 else tuple(values[:keys])
                rows.setdefault(label, []).append([float(value) for value in values[keys:]])
    return rows


def read_inproc(folder):
    """System -> passes; a pass has a list of microseconds for each class, all of them under "all"; and the peak MB."""
    systems = {}
    for label in IN_PROCESS:
        paths = glob.glob(f"{folder}/{label}.[0-9]*.tsv")
        for path in sorted(paths, key=lambda path: int(path.split(".")[-2])):
            systems.setdefault(label, []).append(read_pass(path))
    return systems


def read_pass(path):
    took, peak = collections.defaultdict(list), 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            values = line.rstrip("\n").split("\t")
            if values[0] == "#rss_kb":
                peak = int(values[1]) / 1024
            elif values[4] != "-1":  # a query this system cannot answer
                took[values[2]].append(float(values[5]))
                took["all"].append(float(values[5]))
    return took, peak


# Figures


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[round(percent / 100 * (len(ordered) - 1))]


def of_passes(passes, kind, percent):
    """One figure a pass, of one class of queries."""
    return [percentile(took[kind], percent) for took, _ in passes if took[kind]]


def number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(values):
    middle = number(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({number(min(values))}–{number(max(values))})"


def median_text(values):
    return number(statistics.median(values)) if values else "–"


def table(head, rows):
    if not rows:
        return []
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head),
            *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


# Ratios and goals


def goals(size, inproc, http, facets, indexing):
    rows = []

    def add(what, ours, peer, peer_values, goal=None, at_least=False):
        if not ours or not peer_values:
            return
        ratios = [mine / its for mine, its in zip(ours, peer_values) if its]
        row(what, spread(ours), f"{peer}: {spread(peer_values)}", ratios, goal, at_least)

    def row(what, ours, peer, values, goal, at_least=False):
        middle = statistics.median(values)
        met = "" if goal is None else "yes" if (middle >= goal if at_least else middle <= goal) else "no"
        sign = "" if goal is None else f"{'≥' if at_least else '≤'} {goal:g}"
        rows.append((what, ours, peer, spread(values), sign, met))

    def latency(label, kind, percent):
        return of_passes(inproc.get(label, []), kind, percent)

    raw_goal = {10000: 0.5, 100000: 1.0}.get(size)
    for label, what in (("ours", "in process, p50, µs"), ("ours-json", "in process with the answer as JSON, p50, µs")):
        add(what, latency(label, "all", 50), "xap_top10", latency("xap_top10", "all", 50), raw_goal)
    for peer in PEERS_IN_PROCESS[1:]:
        add("in process with JSON, p50, µs", latency("ours-json", "all", 50), peer, latency(peer, "all", 50))
    add("in process with JSON, p99, µs", latency("ours-json", "all", 99),
        "lucene_full", latency("lucene_full", "all", 99), 1.0 if size == 100000 else None)
    browse_goal = {10000: 100, 100000: 500}.get(size)
    for label, what in (("ours", "browse in process, p50, µs"), ("ours-json", "browse in process with JSON, p50, µs")):
        values = latency(label, "browse", 50)
        if values:
            row(what, spread(values), "", values, browse_goal)
    for label, passes in facets.items():
        values = [microseconds for _, _, microseconds in passes]
        row(f"facets ({label}) of {passes[0][0]:,.0f} practices counted, µs", spread(values), "", values,
            100 if size == 100000 else None)

    def web(label, connections, column):
        return [figures[column] for figures in http.get((label, connections), [])]

    for label in dict.fromkeys(label for label, _ in http if label.startswith("ours")):
        add(f"HTTP, {label}, 1 connection, p50, µs", web(label, "1", 1), "xhttpd-none", web("xhttpd-none", "1", 1), 1.05)
        for peer, goal in (("omega, lighttpd cgi", 15), ("omega, nginx fcgi", 15), ("lucene, jdk http", 4),
                           ("groonga http", 3), ("xhttpd-none", None)):
            add(f"HTTP, {label}, 8 connections, requests/s", web(label, "8", 0), peer, web(peer, "8", 0), goal, True)

    def documents_per_second(label):
        return [size / (user + system) for user, system, *_ in indexing.get(label, [])]

    for peer in indexing:
        if peer != "ours":
            add("indexing, documents a CPU second", documents_per_second("ours"), peer, documents_per_second(peer))
    return table(("ours / peer", "ours", "peer", "ratio", "goal", "met"), rows)


# Tables


def in_process_tables(inproc):
    rows = [(label, *(spread(of_passes(passes, "all", percent)) for percent in PERCENTILES),
             f"{max(peak for _, peak in passes):.0f}") for label, passes in inproc.items()]
    lines = table(("in process, µs", "p50", "p95", "p99", "peak MB"), rows)
    rows = [(label, *("/".join(median_text(of_passes(passes, kind, percent)) for percent in PERCENTILES)
                      for kind in CLASSES)) for label, passes in inproc.items()]
    lines += table(("p50/p95/p99, µs", *CLASSES), rows)
    ours = inproc.get("ours-json", [])
    rows = []
    for peer in PEERS_IN_PROCESS:
        if ours and peer in inproc:
            ratios = [[mine / its for mine, its in zip(of_passes(ours, kind, 50), of_passes(inproc[peer], kind, 50))]
                      for kind in CLASSES]
            rows.append(("ours-json / " + peer, *(median_text(values) for values in ratios)))
    return lines + table(("ratio of p50", *CLASSES), rows)


def http_table(http):
    rows = []
    for (label, connections), passes in http.items():
        column = list(zip(*passes))
        rows.append((label, connections, spread(column[0]), spread(column[1]),
                     *(median_text(column[i]) for i in (2, 3, 4)),
                     f"{sum(column[5]):.0f} of {sum(column[6]):,.0f}"))
    return table(("HTTP", "connections", "requests/s", "p50, µs", "p95", "p99", "KB an answer", "errors"), rows)


def indexing_table(size, indexing):
    rows = []
    for label, passes in indexing.items():
        processor = [user + system for user, system, *_ in passes]
        wall, peak, disk = ([figures[i] for figures in passes] for i in (2, 3, 4))
        rows.append((label, spread([size / seconds for seconds in processor]), spread(processor), spread(wall),
                     *(number(statistics.median(values) / 1024) for values in (peak, disk))))
    return table(("indexing", "documents a CPU s", "CPU s", "wall s", "peak MB", "on disk MB"), rows)


def maintenance_table(folder):
    rows = []
    updates = [figures for passes in read_rows(folder + "/update.tsv", 1).values() for figures in passes]
    if updates:
        rows.append(("update of one changed case", spread([user + system for user, system, *_ in updates]),
                     spread([wall for _, _, wall, _ in updates]),
                     number(statistics.median(peak for *_, peak in updates) / 1024)))
    starts = [figures for passes in read_rows(folder + "/start.tsv", 1).values() for figures in passes]
    if starts:
        rows.append(("searchd from start to ready", spread([seconds for seconds, *_ in starts]),
                     spread([wall for _, wall, _ in starts]),
                     number(statistics.median(resident for *_, resident in starts) / 1024)))
    lines = table(("ours", "CPU s", "wall s", "MB"), rows)
    published = os.path.join(folder, "published.tsv")
    if os.path.exists(published):
        with open(published, encoding="utf-8") as text:
            lines += [f"Of what ours has on disk, {number(int(text.read()) / 1024)} MB are the file that is served.", ""]
    return lines
