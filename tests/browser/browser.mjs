// Finds and starts the one Chromium that all checks share.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Something that must be installed before anything can be checked. */
export class Missing extends Error {}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Give the full path of a program on PATH (or of one named by its path), else undefined. */
export function onPath(name) {
  if (name.includes('/')) return isProgram(name) ? name : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** Give the path of Chromium: what the variable CHROMIUM names, else the first one on PATH. */
export function findChromium() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : NAMES;
  return names.map(onPath).find(Boolean);
}

export async function start() {
  const executablePath = findChromium();
  if (!executablePath) throw new Missing('Chromium is missing: install it, or name it in the variable CHROMIUM');
  const { chromium } = await import('playwright-core').catch(() => {
    throw new Missing('Node modules are missing: run "npm ci" in this folder');
  });
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Give `work` an empty page in a context of its own, and close it afterwards.
 *
 * The context is offline: a request is seen and counted, and still goes nowhere.
 */
export async function withPage(browser, options, work) {
  const context = await browser.newContext({ offline: true, ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Load a file afresh, in a window of this width, as a reader who prefers this colour scheme. */
export async function open(page, file, { width, scheme }) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: 'screen', colorScheme: scheme, reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
}

/** Open every folded part, also those that would close each other. */
export function unfold(page) {
  return page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) {
      part.removeAttribute('name');
      part.open = true;
    }
  });
}
