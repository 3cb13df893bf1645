// Finds elements, and knows what the reader prefers.

/** @param {ParentNode} root @param {string} query @returns {HTMLElement} */
const one = (root, query) => /** @type {HTMLElement} */ (root.querySelector(query));

/** @param {ParentNode} root @param {string} query @returns {HTMLElement[]} */
const all = (root, query) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(query)]);

/** Whether the reader asked for less motion. */
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** @param {number} value @param {number} least @param {number} most */
const within = (value, least, most) => Math.min(Math.max(value, least), most);

/** @param {Element} element Whether it is drawn and not hidden. */
const seen = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

/** @param {Element} element Brings it into view without taking the page along more than needed. */
const bring = element => element.scrollIntoView({ block: 'nearest', behavior: calm() ? 'auto' : 'smooth' });
