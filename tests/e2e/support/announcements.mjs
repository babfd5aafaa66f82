// Records what screen readers announce: texts that appear in live regions, in order.

/** Records announcements in every document that the page loads from now on. */
export async function recordAnnouncements(page) {
  await page.addInitScript(() => {
    const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
    window.announcements = [];
    const spokenText = (node) => {
      if (node instanceof Text) return node.data;
      return node.ariaHidden === 'true' ? '' : [...node.childNodes].map(spokenText).join(' ');
    };
    const record = (node) => {
      const element = node instanceof Element ? node : node.parentElement;
      // An alert is announced when it appears; other texts only when their live region existed before.
      const alerts = node instanceof Element ? [...(node.matches('[role=alert]') ? [node] : node.querySelectorAll('[role=alert]'))] : [];
      const region = alerts.length ? undefined : element?.parentElement?.closest(regions) ?? (node instanceof Text ? element?.closest(regions) : undefined);
      for (const each of region ? [node] : alerts) {
        const text = spokenText(each).replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
        const kind = (region ?? each).getAttribute('role') === 'alert' ? 'alert' : 'polite';
        const line = `${kind}: ${text}`;
        if (text && window.announcements.at(-1) !== line) window.announcements.push(line);
      }
    };
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'characterData') record(target);
        else addedNodes.forEach(record);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Returns the announcements since the last call. */
export const takeAnnouncements = (page) => page.evaluate(() => window.announcements.splice(0));
