"""Makes a browsable page of all example maps: `python3 tests/tools/gallery_page.py [FOLDER] [PROGRAM]` (default: output/pages).

Every map is an interactive page of its own; the index shows its static drawing and leads to it.
"""
import html
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STYLE = """body{margin:0;padding:16px;font:16px/1.45 system-ui,sans-serif;color:#1c1c1c;background:#fff}
ul{list-style:none;padding:0;display:grid;gap:24px;grid-template-columns:repeat(auto-fill,minmax(min(320px,100%),1fr))}
a{color:inherit;display:block;padding:8px;border:1px solid #c9c6bf;border-radius:4px}
a:focus-visible{outline:3px solid #b3241c;outline-offset:2px}
img{width:100%;height:auto;display:block;background:#fff}
@media (prefers-color-scheme:dark){body{color:#f0efec;background:#16191d}}"""


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "output/pages").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    program = [sys.argv[2]] if len(sys.argv) > 2 else ["cargo", "run", "--quiet", "--release", "--"]
    rows = []
    stories = [*(ROOT / "examples/articles").glob("*.md"), *(ROOT / "examples/events").glob("*.csv")]
    for article in sorted(stories, key=lambda path: path.stem):
        told = article.suffix == ".md"
        page, drawing = folder / f"{article.stem}.html", folder / f"{article.stem}.svg"
        for output in (page, drawing):
            command = [*program, "--quiet", "map", "-o", str(output)]
            command += [str(article)] if told else ["--events", str(article)]
            subprocess.run(command + (["--with-article"] if told and output == page else []), cwd=ROOT, check=True)
        title = html.unescape(re.search(r"<title>(.*?)</title>", page.read_text(), re.S).group(1))
        about = html.unescape(re.search(r'<meta name="description" content="(.*?)"', page.read_text(), re.S).group(1))
        row = f'<li><a href="{page.name}"><img src="{drawing.name}" alt="{html.escape(about)}">{html.escape(title)}</a></li>'
        rows.append(row)
    index = folder / "index.html"
    index.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Maps made by Dateline</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body><main><h1>Maps made by Dateline</h1>\n<ul>\n" + "\n".join(rows) + "\n</ul></main></body></html>\n"
    )
    print(index)
    return 0


if __name__ == "__main__":
    sys.exit(main())
