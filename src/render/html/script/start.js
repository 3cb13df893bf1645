// Starts a map: controls, layers, and the address that leads back to what is seen.

/** @param {HTMLElement} root */
function start(root) {
  const id = root.id;
  let ready = false;
  let chosen = '0';
  const remember = () => {
    if (!ready) return;
    const { k, x, y } = view.get();
    const key = items.pinned();
    const other = chosen === '0' ? '' : `/${chosen}`;
    const place = k > 1 || other ? `/${k.toFixed(2)}/${x.toFixed(4)}/${y.toFixed(4)}${other}` : '';
    const hash = key || place ? `#${id}/${key}${place}` : '';
    // Where a page may not change its address (a frame made of text), there is nothing to remember.
    try { history.replaceState(null, '', hash || location.pathname + location.search); } catch { /* so be it */ }
  };
  const view = makeView(root, () => { items.place(); remember(); });
  const items = makeItems(root, view, remember);
  makeTime(root, items);

  /** @param {string} value Shows the map of another worldview. */
  const see = value => {
    chosen = value;
    for (const part of all(root, '[data-view]')) part.hidden = part.dataset.view !== value;
    view.measure();
    items.place();
    remember();
  };
  for (const box of all(root, '.dl-layers input')) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.addEventListener('change', () => {
      if (input.type === 'radio') see(input.value);
      else root.classList.toggle(`dl-no-${input.value}`, !input.checked);
    });
  }
  for (const element of all(root, '.dl-scripted')) element.hidden = false;
  view.measure();

  const follow = () => {
    const [own, key, ...numbers] = location.hash.slice(1).split('/');
    const [k, x, y, seen] = numbers.map(Number);
    const radio = own === id && seen >= 0 ? all(root, '.dl-views input')[seen] : null;
    if (radio instanceof HTMLInputElement) { radio.checked = true; see(radio.value); }
    if (own === id && k >= 1 && x >= 0 && y >= 0) view.show({ k, x, y });
    const wanted = own === id ? key : own.startsWith(`${id}-`) ? own.slice(id.length + 1) : '';
    if (wanted && items.has(wanted)) items.pin(wanted);
  };
  follow();
  addEventListener('hashchange', follow);
  ready = true;
  root.classList.add('dl-ready');

  if (parent !== window) {
    // A page that embeds the map in a frame learns how high it is.
    new ResizeObserver(() => {
      parent.postMessage({ dateline: id, height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
    }).observe(document.documentElement);
  }
}

// The first picture does not wait for the script: it begins once that is painted, or after a moment where nothing is.
let begun = false;
const begin = () => {
  if (begun) return;
  begun = true;
  for (const root of all(document, '.dl')) start(root);
};
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(begin)));
setTimeout(begin, 1000);
