// Steps and plays through the dated events.

/** @param {HTMLElement} root @param {Items} items */
function makeTime(root, items) {
  const bar = one(root, '.dl-time');
  if (!bar) return;
  const range = /** @type {HTMLInputElement} */ (one(bar, 'input'));
  const label = one(bar, 'output');
  const play = one(bar, '.dl-play');
  const keys = (range.dataset.keys ?? '').split(' ');
  let timer = 0;
  range.setAttribute('aria-valuetext', label.textContent ?? '');

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute('aria-pressed', 'false');
  };
  /** @param {number} step 0 shows all, 1 the first event. */
  const go = step => {
    range.value = String(within(step, 0, keys.length));
    const at = Number(range.value);
    const key = at ? keys[at - 1] : '';
    const head = key ? one(root, `.dl-item[data-item="${key}"] .dl-head`).textContent ?? '' : '';
    label.textContent = key ? `${at} of ${keys.length}: ${head}` : `All ${keys.length} dated events`;
    range.setAttribute('aria-valuetext', label.textContent);
    root.classList.toggle('dl-stepping', at > 0);
    const past = keys.slice(0, at);
    for (const element of all(root, '.dl-art [data-item], .dl-strip [data-item]')) {
      const own = element.dataset.item ?? '';
      element.classList.toggle('dl-later', at > 0 && keys.includes(own) && !past.includes(own));
    }
    items.pin(key);
    if (at === keys.length) stop();
  };
  range.addEventListener('input', () => { stop(); go(Number(range.value)); });
  one(bar, '.dl-next').addEventListener('click', () => { stop(); go(Number(range.value) + 1); });
  one(bar, '.dl-back').addEventListener('click', () => { stop(); go(Number(range.value) - 1); });
  play.addEventListener('click', () => {
    if (timer) return stop();
    play.setAttribute('aria-pressed', 'true');
    go(Number(range.value) >= keys.length ? 1 : Number(range.value) + 1);
    timer = setInterval(() => go(Number(range.value) + 1), 2400);
  });
}
