// Ties marks and names on the map to the list and the text, and shows a card for the one that is looked at.

/** @typedef {ReturnType<typeof makeItems>} Items */

/** @param {HTMLElement} root @param {View} view @param {() => void} changed */
function makeItems(root, view, changed) {
  const card = one(root, '.dl-card');
  const body = one(card, '.dl-card-body');
  const say = one(root, '.dl-say');
  /** Elements by key. @type {Map<string, HTMLElement[]>} */
  const linked = new Map();
  for (const element of all(root, '[data-item]')) {
    const key = String(element.dataset.item);
    linked.set(key, [...(linked.get(key) ?? []), element]);
  }
  const read = one(card, '.dl-read');
  const sentences = all(root, '.dl-s');
  let pinned = '';
  let shown = '';
  /** @type {HTMLElement | null} */
  let from = null;

  // Marks and names are buttons as soon as they do something.
  for (const element of all(root, '.dl-art [data-item]')) {
    element.setAttribute('role', 'button');
    element.setAttribute('tabindex', '0');
    element.setAttribute('aria-pressed', 'false');
    const item = one(root, `.dl-item[data-item="${element.dataset.item}"]`);
    if (item) {
      const number = element.matches('.dl-mark') ? `${one(item, '.dl-num').textContent}: ` : '';
      element.setAttribute('aria-label', number + one(item, '.dl-head').textContent);
    }
  }

  // Names that only help to find one's way would be a run of words to those who hear the map: the list ends with them.
  for (const element of all(root, '.dl-n > .dl-level > g:not([data-item])')) element.setAttribute('aria-hidden', 'true');

  /** @param {string} key @returns {HTMLElement | undefined} */
  const onMap = key => linked.get(key)?.find(element => element.closest('.dl-art') && seen(element));
  const inList = (/** @type {string} */ key) => one(root, `.dl-item[data-item="${key}"]`);
  const inText = (/** @type {string} */ key) => sentences.filter(s => s.dataset.items?.split(' ').includes(key));

  // Where the text stands below the map, bringing it up would take the map away.
  const beside = (/** @type {Element} */ element) => element.getBoundingClientRect().left >= view.box.getBoundingClientRect().right;

  /** @param {string[]} keys @param {string} name */
  const light = (keys, name) => {
    for (const element of all(root, `.${name}`)) element.classList.remove(name);
    for (const key of keys) {
      for (const element of [...(linked.get(key) ?? []), ...inText(key)]) element.classList.add(name);
    }
  };

  /** @param {string} key Puts the card beside the mark, inside of the map. */
  const place = key => {
    const mark = onMap(key);
    card.classList.toggle('dl-card-free', !mark);
    if (!mark) { card.style.translate = card.style.maxHeight = ''; return; }
    const [frame, rect] = [view.box.getBoundingClientRect(), mark.getBoundingClientRect()];
    const [cx, cy] = [(rect.left + rect.right) / 2 - frame.left, (rect.top + rect.bottom) / 2 - frame.top];
    const beside = frame.width > 420;
    // Where there is no room at the side, the card takes the part of the map above or below the mark.
    card.style.maxHeight = beside ? '' : `${Math.max(cy, frame.height - cy) - 34}px`;
    const [w, h] = [card.offsetWidth, card.offsetHeight];
    const right = cx + 26 + w < frame.width;
    const x = beside ? (right ? cx + 26 : cx - 26 - w) : (frame.width - w) / 2;
    const y = beside ? cy - h / 2 : (cy > frame.height / 2 ? cy - h - 26 : cy + 26);
    // Whole pixels keep the letters sharp.
    const put = (/** @type {number} */ v, /** @type {number} */ most) => Math.round(within(v, 6, Math.max(most - 6, 6)));
    card.style.translate = `${put(x, frame.width - w)}px ${put(y, frame.height - h)}px`;
  };

  const hide = () => {
    shown = '';
    card.hidden = true;
    light([], 'dl-on');
  };

  /** @param {string} key @param {boolean} pin */
  const show = (key, pin) => {
    const item = inList(key);
    if (!item) return;
    if (shown !== key) {
      body.replaceChildren(...all(item, '.dl-head, .dl-info').map(part => {
        const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
        const plain = document.createElement('div');
        plain.className = copy.className;
        plain.replaceChildren(...copy.childNodes);
        return plain;
      }));
    }
    shown = key;
    card.hidden = false;
    card.classList.toggle('dl-pinned', pin);
    light([key], 'dl-on');
    place(key);
  };

  /** @param {string} key Keeps the card open; an empty key lets it go. */
  const pin = key => {
    const before = pinned;
    pinned = key;
    for (const old of [before, key]) {
      for (const element of linked.get(old) ?? []) {
        if (element.closest('.dl-art')) element.setAttribute('aria-pressed', String(old === key));
        one(element, '.dl-go')?.setAttribute('aria-expanded', String(old === key));
      }
    }
    if (!key) hide();
    else {
      show(key, true);
      const item = inList(key);
      if (item) say.textContent = all(item, '.dl-head, .dl-info li').map(part => part.textContent).join('; ');
      const mark = onMap(key);
      if (mark) view.reveal(mark);
      const text = inText(key)[0];
      if (text && beside(text)) bring(text);
      if (read) read.hidden = !text || beside(text);
    }
    changed();
  };
  for (const button of all(root, '.dl-go')) button.setAttribute('aria-expanded', 'false');

  /** @param {EventTarget | null} target @returns {string} */
  const keyOf = target => {
    const element = target instanceof Element ? target.closest('[data-item]') : null;
    return element && root.contains(element) ? String(/** @type {HTMLElement} */ (element).dataset.item) : '';
  };
  let returning = false;
  /** @param {EventTarget | null} target @returns {string[]} What a sentence tells of. */
  const told = target => {
    const sentence = target instanceof Element ? target.closest('.dl-s') : null;
    return sentence instanceof HTMLElement ? (sentence.dataset.items ?? '').split(' ') : [];
  };
  const look = (/** @type {Event} */ event) => {
    if (returning || view.moving()) return;
    const key = keyOf(event.target);
    light(told(event.target), 'dl-lit');
    if (key && pinned) light([pinned, key], 'dl-on');
    else if (key) show(key, false);
  };
  const leave = () => {
    if (view.moving()) return;
    light([], 'dl-lit');
    if (pinned) light([pinned], 'dl-on');
    else if (shown) hide();
  };
  root.addEventListener('pointerover', event => { if (event.pointerType !== 'touch') look(event); });
  root.addEventListener('pointerout', event => { if (event.pointerType !== 'touch') leave(); });
  root.addEventListener('focusin', look);
  root.addEventListener('focusout', leave);
  root.addEventListener('click', event => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    if (target.closest('.dl-close')) { close(); return; }
    if (target.closest('.dl-read')) {
      const text = inText(pinned)[0];
      if (!text) return;
      text.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' });
      // Who goes on by keyboard goes on from there.
      text.tabIndex = -1;
      returning = true;
      text.focus({ preventScroll: true });
      returning = false;
      return;
    }
    if (target.closest('.dl-card, .dl-tools')) return;
    const key = keyOf(target);
    if (key) {
      if (target.closest('a')) event.preventDefault();
      from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      pin(pinned === key ? '' : key);
      const item = inList(key);
      if (pinned && item && beside(item) && target.closest('.dl-view')) bring(item);
      if (pinned && target.closest('.dl-item, .dl-article')) bring(view.box);
    } else if (target.closest('.dl-s')) light(told(target), 'dl-lit');
    else if (target.closest('.dl-view')) pin('');
  });
  // The focus goes back to where it was, without opening the card again.
  const close = () => {
    pin('');
    returning = true;
    from?.focus({ preventScroll: true });
    returning = false;
  };
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && (pinned || shown)) { event.preventDefault(); close(); }
  });
  root.addEventListener('keydown', event => {
    const target = /** @type {Element} */ (event.target);
    if ((event.key === 'Enter' || event.key === ' ') && target.closest('.dl-art')) {
      const key = keyOf(target);
      if (!key) return;
      event.preventDefault();
      from = /** @type {HTMLElement} */ (target);
      pin(pinned === key ? '' : key);
    }
  });

  return { pin, pinned: () => pinned, has: (/** @type {string} */ key) => linked.has(key), place: () => { if (shown) place(shown); } };
}
