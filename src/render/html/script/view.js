// Zooms and pans the map. A pan moves one layer and touches nothing inside of it.

/** @typedef {{k: number, x: number, y: number}} Camera Factor, and position of the map's corner in CSS pixels. */
/** @typedef {ReturnType<typeof makeView>} View */

const MOST = 8;
const STEP = 48;

/** @param {HTMLElement} root @param {() => void} moved Called after each change, once it has settled. */
function makeView(root, moved) {
  const box = one(root, '.dl-view');
  const arts = all(box, '.dl-art');
  const worlds = all(box, '.dl-world');
  const levels = [...new Set(all(box, '.dl-level').flatMap(level => String(level.dataset.z).split(' ').map(Number)))];
  const bar = one(root, '.dl-bar');
  /** @type {Camera} */
  let now = { k: 1, x: 0, y: 0 };
  let [width, height] = [box.clientWidth, box.clientHeight];
  let drawn = 1;
  let timer = 0;
  let frame = 0;
  /** Whether the map is being dragged: pointers that cross it look at nothing. */
  let moves = false;
  /** The maps that are shown at this width: a pan touches no other. */
  let live = arts;

  // A bar of a round length for the map as it is enlarged now; none where its scale varies too much for one.
  const measure = () => {
    live = arts.filter(seen);
    turn();
    const art = /** @type {SVGSVGElement | undefined} */ (/** @type {unknown} */ (live[0]));
    const km = Number(art?.dataset.km) * (art?.viewBox.baseVal.width ?? 0) / width / now.k;
    bar.style.display = km > 0 ? '' : 'none';
    if (!(km > 0)) return;
    const power = 10 ** Math.floor(Math.log10(km * 100));
    const length = power * ([5, 2].find(step => step * power <= km * 100) ?? 1);
    const [line, words] = /** @type {HTMLElement[]} */ ([...bar.children]);
    line.style.width = `${(length / km).toFixed(1)}px`;
    const told = `${length.toLocaleString('en-US', { maximumFractionDigits: 3 })} km`;
    if (words.textContent !== told) words.textContent = told;
    bar.style.visibility = '';
  };

  /** Where each finger is that touches the map. @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();

  // The map has come to rest: what a pan does not do in its frames is done now.
  const rest = () => {
    timer = 0;
    if (fingers.size) return;
    moves = false;
    box.classList.remove('dl-moving');
    measure();
    moved();
  };
  const settle = () => {
    if (fingers.size) return;
    clearTimeout(timer);
    timer = setTimeout(rest, 160);
  };
  const turn = () => {
    const to = `translate(${now.x.toFixed(1)}px,${now.y.toFixed(1)}px)`;
    for (const art of live) art.style.transform = to;
  };

  /** @param {Camera} next */
  const set = next => {
    const k = within(next.k, 1, MOST);
    now = { k, x: within(next.x, width * (1 - k), 0), y: within(next.y, height * (1 - k), 0) };
    turn();
    if (k !== drawn) {
      drawn = k;
      bar.style.visibility = 'hidden';
      for (const world of worlds) world.setAttribute('transform', `scale(${k})`);
      box.style.setProperty('--k', String(k));
      root.dataset.z = String(Math.max(...levels.filter(level => level <= k + 0.01)));
      root.classList.toggle('dl-zoomed', k > 1);
      const [more, less] = all(root, '.dl-in, .dl-out');
      more.setAttribute('aria-disabled', String(k >= MOST));
      less.setAttribute('aria-disabled', String(k <= 1));
    }
    settle();
  };

  /** @param {Camera} to Goes there in a fifth of a second, or at once. */
  const go = to => {
    cancelAnimationFrame(frame);
    if (calm()) return set(to);
    const from = now;
    const start = performance.now();
    const step = (/** @type {number} */ time) => {
      const part = within((time - start) / 200, 0, 1);
      const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * part;
      set({ k: from.k * (to.k / from.k) ** part, x: mix(from.x, to.x), y: mix(from.y, to.y) });
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };

  /** @param {number} k @param {number} cx @param {number} cy @returns {Camera} The point under (cx, cy) stays. */
  const around = (k, cx, cy) => {
    k = within(k, 1, MOST);
    return { k, x: cx - (cx - now.x) * k / now.k, y: cy - (cy - now.y) * k / now.k };
  };
  const zoom = (/** @type {number} */ factor) => go(around(now.k * factor, width / 2, height / 2));
  const pan = (/** @type {number} */ dx, /** @type {number} */ dy) => set({ k: now.k, x: now.x + dx, y: now.y + dy });

  let dragged = false;
  box.addEventListener('pointerdown', event => {
    if (/** @type {Element} */ (event.target).closest('.dl-card')) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  box.addEventListener('pointermove', event => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const here = { x: event.clientX, y: event.clientY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const [dx, dy] = [here.x - last.x, here.y - last.y];
    if (!dragged && Math.hypot(dx, dy) < 4 && !other) return;
    if (!dragged && (now.k > 1 || other)) {
      box.setPointerCapture(event.pointerId);
      box.classList.add('dl-moving');
    }
    moves = dragged = true;
    fingers.set(event.pointerId, here);
    if (!other) return pan(dx, dy);
    const { left, top } = box.getBoundingClientRect();
    const span = (/** @type {{x: number, y: number}} */ p) => Math.max(Math.hypot(p.x - other.x, p.y - other.y), 1);
    const to = around(now.k * span(here) / span(last), (here.x + other.x) / 2 - left, (here.y + other.y) / 2 - top);
    set({ k: to.k, x: to.x + dx / 2, y: to.y + dy / 2 });
  });
  for (const kind of /** @type {const} */ (['pointerup', 'pointercancel'])) {
    box.addEventListener(kind, event => { if (fingers.delete(event.pointerId)) settle(); });
  }
  // Two fingers are for the map; one scrolls the page until the map is enlarged.
  for (const kind of /** @type {const} */ (['touchstart', 'touchmove'])) {
    box.addEventListener(kind, event => { if (event.touches.length > 1 && event.cancelable) event.preventDefault(); }, { passive: false });
  }
  // What ends a drag is no click.
  box.addEventListener('click', event => { if (dragged) event.stopPropagation(); dragged = false; }, true);
  box.addEventListener('dblclick', event => {
    const { left, top } = box.getBoundingClientRect();
    go(around(now.k * 2, event.clientX - left, event.clientY - top));
  });
  box.addEventListener('wheel', event => {
    // The wheel scrolls the page until the reader has turned to the map.
    if (!event.ctrlKey && !event.metaKey && !box.contains(document.activeElement)) return;
    event.preventDefault();
    const { left, top } = box.getBoundingClientRect();
    const lines = event.deltaMode ? 16 : 1;
    set(around(now.k * 2 ** (-event.deltaY * lines / 240), event.clientX - left, event.clientY - top));
  }, { passive: false });
  box.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      '+': () => zoom(2), '=': () => zoom(2), '-': () => zoom(0.5), _: () => zoom(0.5),
      0: () => go({ k: 1, x: 0, y: 0 }), Home: () => go({ k: 1, x: 0, y: 0 }),
      ArrowLeft: () => pan(STEP, 0), ArrowRight: () => pan(-STEP, 0),
      ArrowUp: () => pan(0, STEP), ArrowDown: () => pan(0, -STEP),
    };
    const act = keys[event.key];
    if (!act || (event.key.startsWith('Arrow') && now.k === 1)) return;
    event.preventDefault();
    act();
  });
  one(root, '.dl-in').addEventListener('click', () => zoom(2));
  one(root, '.dl-out').addEventListener('click', () => zoom(0.5));
  one(root, '.dl-reset').addEventListener('click', () => go({ k: 1, x: 0, y: 0 }));

  new ResizeObserver(() => {
    const [w, h] = [box.clientWidth, box.clientHeight];
    if (!w || (w === width && h === height)) return;
    const to = { k: now.k, x: now.x * w / width, y: now.y * h / height };
    [width, height] = [w, h];
    set(to);
  }).observe(box);

  return {
    box,
    measure,
    moving: () => moves,
    /** Center in shares of the map, and factor. */
    get: () => ({ k: now.k, x: (width / 2 - now.x) / width / now.k, y: (height / 2 - now.y) / height / now.k }),
    /** @param {Camera} to Center in shares of the map, and factor. */
    show: to => set({ k: to.k, x: width / 2 - to.x * width * to.k, y: height / 2 - to.y * height * to.k }),
    /** @param {Element} element Moves the map until the element stands well inside. */
    reveal: element => {
      if (now.k === 1) return;
      const [frameRect, rect] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
      const x = rect.left + rect.width / 2 - frameRect.left;
      const y = rect.top + rect.height / 2 - frameRect.top;
      const inside = x > 40 && y > 40 && x < width - 40 && y < height - 40;
      if (!inside) go({ k: now.k, x: now.x + width / 2 - x, y: now.y + height / 2 - y });
    },
  };
}
