// Runs axe-core, the accessibility checker, on a report with every folded part open.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Missing, open, unfold, withPage } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Give the source text of axe-core and its version. */
export function loadAxe() {
  const require = createRequire(import.meta.url);
  try {
    return {
      source: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'),
      version: require('axe-core/package.json').version,
    };
  } catch {
    throw new Missing('Node modules are missing: run "npm ci" in this folder');
  }
}

/**
 * Run axe-core once per setting, in a context of its own, where the page's policy is set aside.
 *
 * Adds findings, and as notes what axe could not decide. Without script the page
 * is loaded with scripts off, frozen in that look, and only then is script allowed
 * again: axe itself needs it.
 */
export function axeVisits(browser, axe, file, settings, add) {
  return withPage(browser, { bypassCSP: true }, async (page) => {
    const devtools = await page.context().newCDPSession(page);
    const forbidScript = (value) => devtools.send('Emulation.setScriptExecutionDisabled', { value });
    for (const setting of settings) {
      await forbidScript(!setting.script);
      await open(page, file, setting);
      if (!setting.script) await page.evaluate(freezeWithoutScript);
      await forbidScript(false);
      await unfold(page);
      const found = await runAxe(page, axe);
      add(...found.map((one) => ({ ...one, where: setting.where })));
    }
  });
}

async function runAxe(page, axe) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    (tags) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations', 'incomplete'],
        preload: false,
      }),
    TAGS,
  );
  return [...found.violations.flatMap(listed('axe')), ...found.incomplete.flatMap(listed('note'))];
}

function listed(kind) {
  return (result) =>
    result.nodes.map((node) => {
      const why = [...node.any, ...node.all, ...node.none][0]?.message;
      return {
        kind,
        rule: result.id,
        selector: node.target.flat(Infinity).join(' '),
        help: why ? `${result.help}. ${why}` : result.help,
      };
    });
}

/** In the page: keep what a reader without script sees, <noscript> and `@media (scripting)` included. */
function freezeWithoutScript() {
  for (const part of document.querySelectorAll('noscript')) part.replaceWith(...part.childNodes);
  const freeze = (media) => {
    if (!/scripting/.test(media?.mediaText)) return;
    media.mediaText = media.mediaText
      .replace(/\(\s*scripting\s*:\s*none\s*\)/g, '(min-width: 0)')
      .replace(/\(\s*scripting\s*(:\s*enabled\s*)?\)/g, '(max-width: 0)');
  };
  const walk = (rules) => {
    for (const rule of rules ?? []) {
      freeze(rule.media);
      walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) {
    freeze(sheet.media);
    walk(sheet.cssRules);
  }
}
