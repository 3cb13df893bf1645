"""Checks maps in Chromium: no letter of a name over another name, a dot, a mark or the map's edge.

    python3 tests/tools/browser_check.py MAP.svg...      (needs `chromium` on the path)

Every letter's own box is asked of the browser (`getExtentOfChar`, turned and placed by its matrix), so the check
shares nothing with the label engine. Prints what overlaps and ends with 1 if anything does.
"""
import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = """
const corners = (matrix, box) => [[0,0],[1,0],[0,1],[1,1]].map(([u, v]) => {
  const p = new DOMPoint(box.x + u * box.width, box.y + v * box.height).matrixTransform(matrix);
  return [p.x, p.y];
});
const around = points => { const x = points.map(p => p[0]), y = points.map(p => p[1]);
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)]; };
// The em box of a letter is taller than its ink: cut it down to what letters fill.
const letters = text => [...Array(text.getNumberOfChars()).keys()].flatMap(i => {
  if (!text.textContent[i] || !text.textContent[i].trim()) return [];
  const size = parseFloat(getComputedStyle(text).fontSize), at = text.getStartPositionOfChar(i);
  const end = text.getEndPositionOfChar(i), turn = text.getRotationOfChar(i) * Math.PI / 180;
  const width = Math.hypot(end.x - at.x, end.y - at.y), low = "gjpqy,;".includes(text.textContent[i]) ? .2 : 0;
  const m = DOMMatrix.fromMatrix(text.getScreenCTM()).multiply(new DOMMatrix([Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), at.x, at.y]));
  return [around(corners(m, {x: 0.04 * size, y: -.71 * size, width: Math.max(width - .08 * size, 0), height: (.71 + low) * size}))];
});
const run = async () => {
  await document.fonts.ready;
  const svg = document.querySelector('svg'), out = [];
  const meet = (a, b) => Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > .4 && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > .4;
  const texts = [...svg.querySelectorAll('#labels text')].map(t => ({name: t.textContent, size: parseFloat(getComputedStyle(t).fontSize), boxes: letters(t)}));
  const of = (query, shrink) => [...svg.querySelectorAll(query)].map(e => { const b = around(corners(e.getScreenCTM(), e.getBBox()));
    return [b[0] + shrink, b[1] + shrink, b[2] - shrink, b[3] - shrink]; });
  const dots = of('#places circle, #places rect', .6), marks = of('#events rect', 0), edge = of('#frame rect', 0)[0];
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) if (a.boxes.some(x => b.boxes.some(y => meet(x, y)))) out.push(a.name + ' / ' + b.name);
    if (a.boxes.some(x => dots.some(y => meet(x, y)))) out.push(a.name + ' / a dot');
    if (a.boxes.some(x => marks.some(y => meet(x, y)))) out.push(a.name + ' / a mark');
    if (edge && a.boxes.some(x => x[0] < edge[0] || x[1] < edge[1] || x[2] > edge[2] || x[3] > edge[3])) out.push(a.name + ' / the edge');
  });
  const family = getComputedStyle(svg).fontFamily.split(',')[0];
  const loaded = [...document.fonts].filter(f => f.status === 'loaded').length;
  document.body.innerHTML = '<pre id="result"></pre>';
  document.getElementById('result').textContent = JSON.stringify({names: texts.length, overlaps: out, family, loaded});
};
run().catch(error => { document.body.innerHTML = '<pre id="result"></pre>';
  document.getElementById('result').textContent = JSON.stringify({names: 0, overlaps: [String(error)]}); });
"""


def check(path: Path) -> dict:
    page = f"<!doctype html><meta charset='utf-8'><body style='margin:0'>{path.read_text()}<script>{SCRIPT}</script>"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page)
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000"]
        command += [f"--user-data-dir={folder}/profile", "--dump-dom", file.as_uri()]
        dump = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    found = re.search(r'<pre id="result">({.*?})</pre>', dump, re.S)
    return json.loads(html.unescape(found.group(1))) if found else {"names": 0, "overlaps": ["no answer"]}


def main() -> int:
    bad = 0
    for name in sys.argv[1:]:
        result = check(Path(name))
        bad += bool(result["overlaps"])
        print(f"{name}: {json.dumps(result, ensure_ascii=False)}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
