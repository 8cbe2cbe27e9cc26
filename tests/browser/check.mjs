// Checks HTML reports in a real browser: node check.mjs [--fits] FILE-OR-FOLDER ...
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { axeVisits, loadAxe } from './axe.mjs';
import { Missing, start, withPage } from './browser.mjs';
import { fitFindings } from './fits.mjs';
import { loadNu, nuFindings } from './nu.mjs';
import { printFindings } from './print.mjs';
import { listen, quietVisits } from './quiet.mjs';

const KINDS = ['axe', 'requests', 'console', 'csp', 'sideways', 'html', 'print'];

const WIDTHS = [1280, 768, 320];
const settings = (scheme, script) =>
  WIDTHS.map((width) => ({ scheme, width, script, where: `${scheme} ${width}${script ? '' : ' without script'}` }));
const LIGHT = settings('light', true);
const DARK = settings('dark', true);
const WITHOUT_SCRIPT = settings('light', false);
const JOB_SECONDS = 180;
const CLOSE_SECONDS = 10;

const CLEAN = 0;
const FINDINGS = 1;
const WRONG_USE = 2;
const BROKEN = 3;
const SKIPPED = 77;

class WrongUse extends Error {}

async function main(words) {
  const paths = words.filter((word) => word !== '--fits');
  const only = paths.length < words.length;
  if (paths.length === 0) throw new WrongUse('usage: node check.mjs [--fits] FILE-OR-FOLDER ...');
  const files = [...new Set(paths.flatMap(htmlFiles))];
  if (files.length === 0) throw new WrongUse(`no HTML file found in ${paths.join(', ')}`);
  const axe = loadAxe();
  const jar = loadNu();
  const browser = await start();
  try {
    return await checkAll(browser, axe, jar, files, only);
  } finally {
    await Promise.race([browser.close(), later(CLOSE_SECONDS)]); // a page that hangs would keep it open for ever
  }
}

/** The file itself, or every *.html below a folder, in the order of their names. */
function htmlFiles(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new WrongUse(`there is no ${path}`);
  if (stat.isFile()) return [resolve(path)];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && (entry.isDirectory() || entry.name.endsWith('.html')))
    .map((entry) => join(path, entry.name))
    .sort()
    .flatMap(htmlFiles);
}

/** With `only`, see whether all texts fit, and nothing else. */
async function checkAll(browser, axe, jar, files, only) {
  const html = only ? undefined : nuFindings(jar, files);
  const run = pool(availableParallelism());
  const results = files.map((file) => (only ? checkFit(browser, run, file) : checkFile(browser, axe, html, run, file)));
  for (const promise of [...(html ? [html] : []), ...results]) promise.catch(() => {}); // each is awaited below, with its error

  const names = files.map((file) => relative('.', file));
  const width = Math.max(...names.map((name) => name.length));
  console.log(row('file', [...KINDS, 'sum'], width));
  const reports = [];
  for (const [i, result] of results.entries()) {
    const found = await result;
    const counts = KINDS.map((kind) => found.filter((one) => one.kind === kind).length);
    const sum = counts.reduce((a, b) => a + b, 0);
    console.log(row(names[i], [...counts, sum], width));
    reports.push({ name: names[i], found, sum });
  }
  for (const { name, found } of reports) printFound(name, found);
  const failed = reports.filter(({ sum }) => sum > 0).length;
  console.log(`\nChromium ${browser.version()}, axe-core ${axe.version}. What is seen in several settings counts once; a note does not count.`);
  console.log(`${reports.length - failed} passed, ${failed} failed`);
  return failed ? FINDINGS : CLEAN;
}

/** Give all findings of one file, the same one of several settings once. */
async function checkFile(browser, axe, html, run, file) {
  const inBrowser = await Promise.all([
    run((add) => withScript(browser, file, add)),
    run((add) => axeVisits(browser, axe, file, LIGHT, add)),
    run((add) => axeVisits(browser, axe, file, DARK, add)),
    run((add) => withoutScript(browser, file, add)),
    // One axe run is enough here: the other widths and the dark colours were read with script.
    run((add) => axeVisits(browser, axe, file, WITHOUT_SCRIPT.slice(0, 1), add)),
  ]);
  return merged([...inBrowser.flat(), ...(await html).get(file)]);
}

async function checkFit(browser, run, file) {
  return merged(await run((add) => withPage(browser, {}, (page) => fitFindings(page, file, LIGHT, add))));
}

function withScript(browser, file, add) {
  return withPage(browser, {}, async (page) => {
    const log = await listen(page, add);
    await quietVisits(page, log, file, [...DARK, ...LIGHT]);
    log.begin('print');
    await page.reload();
    add(...(await printFindings(page)));
  });
}

function withoutScript(browser, file, add) {
  return withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await quietVisits(page, await listen(page, add), file, WITHOUT_SCRIPT);
  });
}

function merged(findings) {
  const once = new Map();
  for (const { where, ...finding } of findings) {
    const key = JSON.stringify(finding);
    if (!once.has(key)) once.set(key, { ...finding, places: new Set() });
    if (where) once.get(key).places.add(where);
  }
  const order = [...KINDS, 'note'];
  return [...once.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Let at most `size` jobs run at once, first come, first served. */
function pool(size) {
  const waiting = [];
  let running = 0;
  const next = () => {
    if (running >= size || waiting.length === 0) return;
    running += 1;
    waiting.shift()().finally(() => {
      running -= 1;
      next();
    });
  };
  return (job) =>
    new Promise((done) => {
      waiting.push(() => inTime(job).then(done));
      next();
    });
}

/**
 * Give what a job finds, whatever becomes of it.
 *
 * A page that breaks or never comes to an end is a finding, not a reason to stop or to wait.
 */
async function inTime(job) {
  const found = [];
  const late = later(JOB_SECONDS).then(() => {
    throw new Error(`not done in ${JOB_SECONDS} seconds`);
  });
  try {
    await Promise.race([job((...more) => found.push(...more)), late]);
  } catch (error) {
    found.push({ kind: 'console', rule: 'page-failed', selector: 'page', help: error.message.split('\n')[0] });
  }
  return [...found];
}

/** Wait without keeping the program alive. */
function later(seconds) {
  return wait(seconds * 1000, undefined, { ref: false });
}

function row(name, cells, width) {
  return [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(' ');
}

function printFound(name, found) {
  console.log(`\n${name}`);
  for (const { kind, rule, selector, help, places } of found) {
    const where = places.size > 0 ? ` [${shortly(places)}]` : '';
    console.log(`  ${kind}: ${oneLine(`${rule} | ${selector} | ${help}`)}${where}`);
  }
}

/** Text of a page or a checker on one line, without characters that a terminal would obey. */
function oneLine(text) {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** Names of settings, those that all agree under one name. */
function shortly(places) {
  const groups = { 'light and dark, every width': [...LIGHT, ...DARK], 'light, every width': LIGHT, 'dark, every width': DARK, 'without script, every width': WITHOUT_SCRIPT };
  const left = new Set(places);
  const names = [];
  for (const [name, group] of Object.entries(groups)) {
    if (!group.every(({ where }) => left.has(where))) continue;
    names.push(name);
    for (const { where } of group) left.delete(where);
  }
  return [...names, ...left].join('; ');
}

let code;
try {
  code = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Missing) code = SKIPPED;
  else code = error instanceof WrongUse ? WRONG_USE : BROKEN;
  console.error(code === BROKEN ? error : error.message);
}
process.exit(code); // also when a page hangs
