// Is a report quiet and does it fit? Requests, console, policy violations, sideways scroll, seen under the page's own policy.
import { open, unfold } from './browser.mjs';

/** What a page may still start a moment after it has loaded. */
const SETTLE_MS = 100;

/**
 * Open a file as a reader would, once per setting, and note what it should not have done.
 *
 * `log` is what `listen` gave for this page.
 */
export async function quietVisits(page, log, file, settings) {
  for (const setting of settings) {
    log.begin(setting.where);
    await open(page, file, setting);
    log.add(...(await hints(page)), ...(await sideways(page)));
    await unfold(page);
    log.add(...(await sideways(page)));
    await page.waitForTimeout(SETTLE_MS);
  }
}

/**
 * Add, from now on, every request, console message, page error and policy violation of a page as a finding.
 *
 * Gives a log: `begin(where)` before each loading of the file itself, and `add` for other findings seen there.
 */
export async function listen(page, addFinding) {
  let where;
  let loading = false;
  const add = (...found) => addFinding(...found.map((one) => ({ ...one, where })));

  page.on('request', (request) => {
    if (loading && request.isNavigationRequest()) {
      loading = false; // the file itself
      return;
    }
    add({ kind: 'requests', rule: request.resourceType(), selector: request.url(), help: 'Asks for something outside the file' });
  });
  page.on('websocket', (socket) => {
    add({ kind: 'requests', rule: 'websocket', selector: socket.url(), help: 'Opens a connection' });
  });
  page.on('console', (message) => {
    if (/violates .*Content Security Policy/.test(message.text())) return; // comes as a violation, with its directive
    const { url, lineNumber } = message.location();
    const place = url && url !== page.url() ? url : `line ${lineNumber + 1}`;
    add({ kind: 'console', rule: message.type(), selector: place, help: message.text() });
  });
  page.on('pageerror', (error) => {
    add({ kind: 'console', rule: 'page-error', selector: 'script', help: String(error.message ?? error) });
  });
  page.on('crash', () => {
    add({ kind: 'console', rule: 'crash', selector: 'page', help: 'The page crashed' });
  });
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Audits.issueAdded', ({ issue }) => {
    const violation = issue.details.contentSecurityPolicyIssueDetails;
    if (!violation) return;
    const line = violation.sourceCodeLocation ? `line ${violation.sourceCodeLocation.lineNumber + 1}` : 'inline';
    add({
      kind: 'csp',
      rule: violation.violatedDirective,
      selector: violation.blockedURL ?? line,
      help: 'Forbidden by the Content Security Policy of the page',
    });
  });
  await devtools.send('Audits.enable');

  const begin = (name) => {
    where = name;
    loading = true;
  };
  return { begin, add };
}

/** Find links that make a browser connect or fetch in a way that no request shows here. */
async function hints(page) {
  const links = await page.evaluate(() => {
    const unseen = ['preconnect', 'dns-prefetch', 'prefetch', 'prerender', 'apple-touch-icon', 'manifest'];
    return [...document.querySelectorAll('link[href]')]
      .filter((link) => unseen.some((rel) => link.relList.contains(rel)) && !/^data:/i.test(link.href))
      .map(({ rel, href }) => ({ rel, href }));
  });
  return links.map(({ rel, href }) => ({ kind: 'requests', rule: rel, selector: href, help: 'Lets the browser connect outside the file' }));
}

/** Find the element that makes a page wider than its window. */
export async function sideways(page) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const name = (element) => {
      if (element.id) return `#${CSS.escape(element.id)}`;
      if (element === root || element === document.body) return element.localName;
      const twins = [...element.parentElement.children].filter((other) => other.localName === element.localName);
      const nth = twins.length > 1 ? `:nth-of-type(${twins.indexOf(element) + 1})` : '';
      return `${name(element.parentElement)} > ${element.localName}${nth}`;
    };
    const scrolls = (element) =>
      element && element !== document.body && element !== root &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const reach = (element) => {
      const box = element.getBoundingClientRect();
      const right = Math.max(box.right, box.left + element.scrollWidth);
      return Math.max(right + scrollX, root.clientWidth - box.left - scrollX); // either way of writing
    };
    const sticking = [...document.querySelectorAll('body *')].filter(
      (element) => !scrolls(element.parentElement) && reach(element) >= root.scrollWidth - 1,
    );
    return { width: root.scrollWidth, window: root.clientWidth, selector: name(sticking.at(-1) ?? root) };
  });
  if (!wide) return [];
  return [{
    kind: 'sideways',
    rule: 'sideways-scroll',
    selector: wide.selector,
    help: `The page is ${wide.width} px wide in a window of ${wide.window} px`,
  }];
}
