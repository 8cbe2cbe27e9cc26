// Takes pictures of a report for people to look at: node shoot.mjs FILE.html OUTDIR [--full]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Missing, open, start, unfold, withPage } from './browser.mjs';
import { PAPER } from './print.mjs';

const USAGE = `usage: node shoot.mjs FILE.html OUTDIR [--full]
--full opens every folded part before the pictures are taken`;

const SHOTS = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 320 },
];

async function main(file, folder, full) {
  mkdirSync(folder, { recursive: true });
  const browser = await start();
  try {
    await withPage(browser, {}, async (page) => {
      for (const shot of SHOTS) await shoot(page, file, folder, shot, full);
      await open(page, file, SHOTS[0]);
      await page.emulateMedia({ media: 'print' });
      await page.pdf({ ...PAPER, path: told(join(folder, 'print.pdf')) });
    });
  } finally {
    await browser.close();
  }
}

/** The first screen, then the whole page. */
async function shoot(page, file, folder, shot, full) {
  const name = join(folder, `${shot.scheme}-${shot.width}`);
  await open(page, file, shot);
  if (full) await unfold(page);
  await page.screenshot({ path: told(`${name}-first.png`) });
  await page.screenshot({ path: told(`${name}.png`), fullPage: true });
}

function told(path) {
  console.log(path);
  return path;
}

try {
  const { values, positionals } = parseArgs({ options: { full: { type: 'boolean' } }, allowPositionals: true });
  if (positionals.length !== 2) throw new TypeError(USAGE);
  await main(...positionals, values.full);
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof Missing ? 77 : error instanceof TypeError ? 2 : 3;
}
