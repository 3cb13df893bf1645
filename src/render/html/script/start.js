// Starts a map: controls, layers, and the address that leads back to what is seen.

/** @param {HTMLElement} root */
function start(root) {
  const id = root.id;
  let ready = false;
  const remember = () => {
    if (!ready) return;
    const { k, x, y } = view.get();
    const key = items.pinned();
    const place = k > 1 ? `/${k.toFixed(2)}/${x.toFixed(4)}/${y.toFixed(4)}` : '';
    const hash = key || place ? `#${id}/${key}${place}` : '';
    // Where a page may not change its address (a frame made of text), there is nothing to remember.
    try { history.replaceState(null, '', hash || location.pathname + location.search); } catch { /* so be it */ }
  };
  const view = makeView(root, () => { items.place(); remember(); });
  const items = makeItems(root, view, remember);
  makeTime(root, items);

  for (const box of all(root, '.dl-layers input')) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.addEventListener('change', () => root.classList.toggle(`dl-no-${input.value}`, !input.checked));
  }
  for (const element of all(root, '.dl-scripted')) element.hidden = false;

  const follow = () => {
    const [own, key, ...numbers] = location.hash.slice(1).split('/');
    const [k, x, y] = numbers.map(Number);
    if (own === id && k >= 1 && x >= 0 && y >= 0) view.show({ k, x, y });
    const wanted = own === id ? key : own.startsWith(`${id}-`) ? own.slice(id.length + 1) : '';
    if (wanted && items.has(wanted)) items.pin(wanted);
  };
  follow();
  addEventListener('hashchange', follow);
  ready = true;

  if (parent !== window) {
    // A page that embeds the map in a frame learns how high it is.
    new ResizeObserver(() => {
      parent.postMessage({ dateline: id, height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
    }).observe(document.documentElement);
  }
}

for (const root of all(document, '.dl')) start(root);
