// <dateline-map src="map.html" label="...">: an interactive map in a page, as high as it needs to be.
// Also fits every <iframe class="dateline-frame">. Needs in a strict page: script-src for this file, frame-src for the map.
(() => {
  'use strict';

  /** Frames that wait for their height. @type {Set<HTMLIFrameElement>} */
  const frames = new Set();

  addEventListener('message', event => {
    const height = event.data && typeof event.data === 'object' && 'dateline' in event.data ? Number(event.data.height) : NaN;
    if (!(height >= 100 && height <= 20000)) return;
    for (const frame of document.querySelectorAll('iframe.dateline-frame')) {
      if (frame instanceof HTMLIFrameElement) frames.add(frame);
    }
    for (const frame of frames) {
      if (frame.contentWindow === event.source) frame.height = String(Math.ceil(height));
    }
  });

  class DatelineMap extends HTMLElement {
    static observedAttributes = ['src', 'label'];

    connectedCallback() { this.show(); }

    attributeChangedCallback() { if (this.isConnected) this.show(); }

    show() {
      const source = this.getAttribute('src') ?? '';
      const address = new URL(source, document.baseURI);
      // Only pages: a script or data address has no place here.
      if (!source || !['http:', 'https:', 'file:'].includes(address.protocol)) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const frame = root.querySelector('iframe') ?? document.createElement('iframe');
      frames.add(frame);
      frame.title = this.getAttribute('label') ?? 'Map';
      frame.width = '100%';
      frame.height = '900';
      frame.style.border = '0';
      frame.setAttribute('loading', 'lazy');
      frame.setAttribute('sandbox', 'allow-scripts');
      if (frame.src !== address.href) frame.src = address.href;
      if (!frame.isConnected) root.append(frame);
    }
  }

  if (!customElements.get('dateline-map')) customElements.define('dateline-map', DatelineMap);
})();
