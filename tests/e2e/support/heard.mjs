// What a screen reader says by itself: the texts that appear in live regions, in order.

/** Listens in every document of the page from its next one on. */
export async function listen(page) {
  await page.addInitScript(() => {
    const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
    window.heard = [];
    const spoken = (node) => {
      if (node instanceof Text) return node.data;
      return node.ariaHidden === 'true' ? '' : [...node.childNodes].map(spoken).join(' ');
    };
    const note = (node) => {
      const element = node instanceof Element ? node : node.parentElement;
      // An alert is announced as it appears; anything else only if its region was there before.
      const alerts = node instanceof Element ? [...(node.matches('[role=alert]') ? [node] : node.querySelectorAll('[role=alert]'))] : [];
      const region = alerts.length ? undefined : element?.parentElement?.closest(regions) ?? (node instanceof Text ? element?.closest(regions) : undefined);
      for (const each of region ? [node] : alerts) {
        const text = spoken(each).replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
        const kind = (region ?? each).getAttribute('role') === 'alert' ? 'alert' : 'polite';
        const line = `${kind}: ${text}`;
        if (text && window.heard.at(-1) !== line) window.heard.push(line);
      }
    };
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') note(target);
        else addedNodes.forEach(note);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What was said since this was last asked. */
export const heard = (page) => page.evaluate(() => window.heard.splice(0));
