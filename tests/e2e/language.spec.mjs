// Languages: every screen in the pseudo-language en-XA, and how a language is chosen.
import { expect, test } from './support/app.mjs';
import { findByEnglish, servePseudo, translate } from './support/languages.mjs';
import { demo, states } from './support/states.mjs';

const widths = [1440, 1024, 390];

/**
 * Returns what is wrong with the words on the page: those that are not translated, cut off, or covered by others.
 * What people wrote (`dir`), moments, keys and code are not words of the interface.
 */
function findProblems() {
  const data = '[dir], time, kbd, code, .state, .state-text';
  const isVisible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('[aria-hidden="true"] svg');
  // Names of products, addresses, MIME types and dates are the same in every language, or the browser's.
  const isName = (text) => /^(Deskbell|Gmail|Groove|SupportBee|Zaia|Twitter|LinkedIn|[A-Z][a-z]{2} \d+|\S+[./]\S+(, \S+)*)$/.test(text.trim());
  const isEnglish = (text) => /[a-z]{3}/i.test(text) && !isName(text) && !/[áçéğîñôřšüýžāēīōū]/i.test(text);
  const own = (element) => element.closest('[dir]:not(html)') ?? element.closest(data.replace('[dir], ', ''));
  const problems = new Set();
  const describe = (element, text) => `${element.tagName.toLowerCase()}${element.className && typeof element.className === 'string' ? `.${element.className.trim().replaceAll(/\s+/g, '.')}` : ''}: ${text.trim().slice(0, 80)}`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const leaves = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) || !isVisible(element)) continue;
    if (!own(element) && isEnglish(node.data)) problems.add(`not translated: ${describe(element, node.data)}`);
    if (!element.closest('.hidden')) leaves.push([node, element]);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-description]')) {
    if (!isVisible(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) {
      const text = element.getAttribute(name);
      if (text && !own(element) && isEnglish(text)) problems.add(`not translated: ${name} of ${describe(element, text)}`);
    }
  }
  const range = document.createRange();
  for (const [node, element] of leaves) {
    range.selectNodeContents(node);
    const clip = element.closest('.row, [role=row], button, .label, summary, label, h1, h2, h3, p, small, li') ?? element;
    const style = getComputedStyle(element);
    if (!own(element) && style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.tagName !== 'TEXTAREA')
      problems.add(`cut off: ${describe(element, node.data)}`);
    for (const box of range.getClientRects()) {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (box.width < 4 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const top = document.elementFromPoint(x, y);
      if (!top || top === element || top.contains(element) || element.contains(top) || clip.contains(top)) continue;
      // What lies over the panes, such as a dialog, may cover all of them; what scrolls may go below what stays.
      const layer = (it) => it.closest('dialog, [role=dialog], [popover], .notices, [role=listbox], .scrim, .views, .filter-panel')?.className ?? '';
      if (getComputedStyle(element).pointerEvents === 'none') continue;
      if (layer(top) !== layer(element) || getComputedStyle(top).position === 'sticky' || top.closest('[data-over]')) continue;
      if (clippedAway(element, x, y)) continue;
      problems.add(`covered: ${describe(element, node.data)} by ${describe(top, top.textContent)}`);
    }
  }
  // Whether a point of an element is outside what an ancestor that scrolls or clips shows.
  function clippedAway(element, x, y) {
    for (let it = element; it; it = it.parentElement) {
      const box = it.getBoundingClientRect();
      if (getComputedStyle(it).overflow !== 'visible' && (x <= box.left + 1 || x >= box.right - 1 || y <= box.top + 1 || y >= box.bottom - 1)) return true;
    }
    return false;
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.add(`the page scrolls sideways by ${document.documentElement.scrollWidth - innerWidth}`);
  return [...problems];
}

for (const [name, { path = '?demo=240', config = demo, before, after }] of Object.entries(states)) {
  test(`the screen “${name}” is whole in a language with longer words`, async ({ site, page }) => {
    test.setTimeout(90_000);
    site.allowErrors(/./);
    findByEnglish(page);
    const found = {};
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await servePseudo(page);
      await before?.(page);
      const link = new URLSearchParams(path.replace(/^\?/, ''));
      link.set('lang', 'en-XA');
      if (width === widths[0]) await site.open(`?${link}`, { config });
      else await page.goto(`${site.url}?${link}`);
      await after?.(page);
      const problems = await page.evaluate(findProblems);
      if (problems.length) found[width] = problems;
    }
    expect(found).toEqual({});
  });
}

const speaks = async (page, tag) => {
  const name = tag === 'en' ? 'New ticket' : translate('New ticket');
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
};

test('a language comes from the link, else from this device, else from config.json', async ({ site, page }) => {
  await servePseudo(page);
  await site.open('', { config: { ...demo, language: 'en-XA' } });
  await speaks(page, 'en-XA');
  await page.goto(`${site.url}?lang=en`);
  await speaks(page, 'en');
  await page.evaluate(() => localStorage.setItem('deskbell.preferences', JSON.stringify({ language: 'en' })));
  await page.goto(site.url);
  await speaks(page, 'en');
  await page.goto(`${site.url}?lang=en-XA`);
  await speaks(page, 'en-XA');
});

test('the file of a language is requested once, and not at all for English', async ({ site, page }) => {
  await servePseudo(page);
  const requests = () => site.requests.filter((request) => request.url().includes('/lang/')).length;
  await site.open('');
  await speaks(page, 'en');
  expect(requests()).toBe(0);
  await page.goto(`${site.url}?lang=en-XA`);
  await speaks(page, 'en-XA');
  expect(requests()).toBe(1);
});

for (const [what, answer] of Object.entries({
  'is missing': { status: 404 },
  'is a web page': { contentType: 'text/html', body: '<!DOCTYPE html>' },
  'is no object': { contentType: 'application/json', body: '[1]' },
})) {
  test(`the app speaks English where the file of a language ${what}`, async ({ site, page }) => {
    site.allowErrors(/404/);
    await page.route('**/lang/en-XA.json', (route) => route.fulfill(answer));
    await site.open('?lang=en-XA');
    await speaks(page, 'en');
  });
}

test('a stored language that is no text does not keep the app from starting', async ({ site, page }) => {
  await site.open('');
  await page.evaluate(() => localStorage.setItem('deskbell.preferences', '{ "language": 7 }'));
  await page.reload();
  await speaks(page, 'en');
});

test('phrases that a language lacks, or that cannot be filled in, are English', async ({ site, page }) => {
  const phrases = { 'actions.new_ticket': 'Neues Ticket', 'list.select': '{nobody}', pageTicketList: 7 };
  await page.route('**/lang/en-XA.json', (route) => route.fulfill({ json: phrases }));
  await site.open('?lang=en-XA&demo=12');
  await expect(page.getByRole('button', { name: 'Neues Ticket' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search tickets' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select \S/ }).first()).toBeVisible();
});
