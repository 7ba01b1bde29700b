#!/usr/bin/env python3
"""The benchmark's generated corpus in the indexer's form.

    convert.py DOCS.jsonl FOLDER      writes FOLDER/corpus.jsonl and FOLDER/vocabulary/*.yaml
    convert.py --queries QUERIES.tsv  writes the queries as parameters of /api/v1/search, one a line:
                                      id <tab> class <tab> query string

The generated corpus has free-text countries and cities; they become places with two-letter codes, which
countries.json keeps for the queries.
"""
import json
import os
import re
import sys
import urllib.parse

LEVEL = "city"


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


# A benchmark needs 45 different codes, not the right ones.
CODES = ("AD AL AM AT AZ BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO "
         "PL PT RO RS SE SI SK SM TR UA").split()


def country_code(name, codes={}):
    return codes.setdefault(name, CODES[len(codes)] if name not in codes else None)


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def convert(source, folder):
    os.makedirs(folder + "/vocabulary", exist_ok=True)
    places, themes = {}, set()
    with open(folder + "/corpus.jsonl", "w", encoding="utf-8") as out:
        for doc in read(source):
            themes.update(doc["themes"])
            places.setdefault(slug(doc["city"]), (doc["city"], country_code(doc["country"])))
            out.write(json.dumps({
                "id": doc["id"], "place": slug(doc["city"]), "level": LEVEL, "themes": doc["themes"],
                "target_groups": ["all"], "evidence": {"class": "promising", "basis": "none", "reason": "generated"},
                "period": {"start": doc["year"]},
                "sources": [{"url": "https://example.org/", "publisher": "generator", "lang": "en", "year": 2024}],
                "original_language": doc["lang"], "added": "2026-01-01", "reviewed": "2026-01-01",
                "texts": {doc["lang"]: {"title": doc["title"], "summary": doc["summary"], "translation": "original",
                                        "body": doc["body"]}}}, ensure_ascii=False) + "\n")
    with open(folder + "/countries.json", "w", encoding="utf-8") as out:
        json.dump({name: code for name, code in
                   ((doc["country"], country_code(doc["country"])) for doc in read(source))}, out)

    def write(name, ids):
        with open(f"{folder}/vocabulary/{name}.yaml", "w", encoding="utf-8") as vocabulary:
            for one in sorted(ids):
                vocabulary.write(f"- {{id: {one}, prefLabel: {{en: {one}}}}}\n")

    write("themes", themes)
    write("target-groups", ["all"])
    write("evidence", ["promising", "replicated", "demonstrated"])
    write("levels", [LEVEL])
    with open(folder + "/vocabulary/places.yaml", "w", encoding="utf-8") as vocabulary:
        for one, (name, code) in sorted(places.items()):
            vocabulary.write(f"- {{id: {one}, prefLabel: {{en: \"{name}\"}}, country: \"{code}\", latitude: 0, longitude: 0}}\n")


def queries(path, countries):
    for line in open(path, encoding="utf-8"):
        number, kind, text, theme, country, city = line.rstrip("\n").split("\t")
        words = text.split()
        if kind == "phrase":
            text = f'"{text}"'
        elif kind == "or":
            text = " OR ".join(words)
        elif kind == "prefix":
            text = " ".join(words) + "*"
        parameters = [(name, value) for name, value in
                      (("q", text), ("theme", theme), ("country", countries.get(country, "")),
                       ("city", slug(city))) if value]
        print(number, kind, urllib.parse.urlencode(parameters), sep="\t")


if len(sys.argv) == 4 and sys.argv[1] == "--queries":
    queries(sys.argv[2], json.load(open(sys.argv[3] + "/countries.json", encoding="utf-8")))
elif len(sys.argv) == 3:
    convert(sys.argv[1], sys.argv[2])
else:
    sys.exit(__doc__)
