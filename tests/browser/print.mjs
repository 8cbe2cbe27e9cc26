// Prints a report on A4 and looks where its sections fall; page 1 has to end with the next step.
import { spawnSync } from 'node:child_process';
import { onPath } from './browser.mjs';

const LAST_ON_PAGE_1 = 'The next step';

/** A4 unless the page says otherwise, backgrounds only where the page asks for them: what most people's print button does. */
export const PAPER = { format: 'A4', preferCSSPageSize: true };

/** Shorter beginnings of page 2 say too little to tell one section from another. */
const ENOUGH_LETTERS = 15;

/** Print an open page and give findings; the page count and the page of every h2 come as a note. */
export async function printFindings(page) {
  await page.emulateMedia({ media: 'print' });
  const sections = await page.evaluate(readSections);
  return judge(await page.pdf(PAPER), sections);
}

/** In the page: every h2 that is shown on paper, with the text of its section. */
function readSections() {
  return [...document.querySelectorAll('h2')]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => ({
      heading: heading.innerText.replace(/\s+/g, ' ').trim(),
      text: (heading.closest('section') ?? heading.parentElement).innerText,
    }));
}

function judge(pdf, sections) {
  if (!onPath('pdftotext')) return [note('print', 'not checked: pdftotext is missing')];
  const pages = textOfPages(pdf);
  const falls = pagesOf(sections, pages);
  const list = sections.map(({ heading }, i) => `${falls[i] ?? '?'} ${heading}`).join('; ');
  return [note('print', `page count ${pages.length}; h2 by page: ${list || 'none'}`), ...judgePage1(pages, sections, falls)];
}

function judgePage1(pages, sections, falls) {
  const last = sections.findIndex(({ heading }) => heading.toLowerCase() === LAST_ON_PAGE_1.toLowerCase());
  if (last < 0) return [note('print', `no h2 "${LAST_ON_PAGE_1}", so page 1 may end anywhere`)];
  const fault = (rule, help) => ({ kind: 'print', rule, selector: `h2 "${LAST_ON_PAGE_1}"`, help });
  const faults = [];
  if (falls[last] !== 1) faults.push(fault('next-step-on-page-1', `Stands on page ${falls[last] ?? 'unknown'} of the print, not on page 1`));
  if (falls[last + 1] === 1) faults.push(fault('page-1-ends-there', `"${sections[last + 1].heading}" follows on page 1 of the print`));
  const start = beginning(pages[1] ?? '');
  if (falls[last] === 1 && start && squeeze(sections[last].text).includes(start)) {
    faults.push(fault('next-step-in-one-piece', 'Runs over to page 2 of the print'));
  }
  return faults;
}

function note(rule, help) {
  return { kind: 'note', rule, selector: 'A4', help };
}

function textOfPages(pdf) {
  const { stdout, stderr, status } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`pdftotext stopped with ${status}: ${stderr}`);
  return stdout.replace(/\f$/, '').split('\f');
}

/** Number of the page of each section (from 1), never before the page of the one above; undefined where not found. */
function pagesOf(sections, pages) {
  const lines = pages.map((page) => `\n${page.split('\n').map(squeeze).join('\n')}\n`);
  let from = 0;
  return sections.map(({ heading }) => {
    const wanted = squeeze(heading);
    const page = lines.findIndex((text, i) => i >= from && startsLine(text, wanted));
    if (page < 0) return undefined;
    from = page;
    return page + 1;
  });
}

/** Does one line of a page, or several lines after each other, spell the heading and nothing else? */
function startsLine(text, wanted) {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const rest = text.slice(at + 1, at + 1 + 2 * wanted.length);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', end + 1)) {
      if (rest.slice(0, end).replaceAll('\n', '') === wanted) return true;
    }
  }
  return false;
}

/** The first letters of a page, without a list mark. */
function beginning(page) {
  let start = '';
  for (const line of page.split('\n')) {
    start += squeeze(line.replace(/^\s*(\d+\.|[•◦▪–-])\s/, ''));
    if (start.length >= ENOUGH_LETTERS) break;
  }
  return start;
}

/** Text without spaces, soft hyphens and typographic joins: what a page and its print have in common. */
function squeeze(text) {
  return text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
