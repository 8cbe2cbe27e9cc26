// Does foreign text fit wherever it stands? Nothing makes a page wider than its window, nothing is cut or spills.
import { open, unfold } from './browser.mjs';
import { sideways } from './quiet.mjs';

/** Figures of ours that stay in one line may reach so far into the space beside a narrow column. */
const FREE_PX = 32;

/** Look at a file at several widths, folded and unfolded. */
export async function fitFindings(page, file, settings, add) {
  for (const setting of settings) {
    await open(page, file, setting);
    const found = await sideways(page);
    await unfold(page);
    found.push(...(await sideways(page)), ...(await spilt(page)));
    add(...found.map((one) => ({ ...one, where: setting.where })));
  }
}

/** Find texts that reach out of the box they are laid out in, or of one that cuts them; what only a listener hears apart. */
function spilt(page) {
  return page.evaluate((FREE) => {
    const name = (element) => {
      const part = element.id ? `#${element.id}` : element.localName + [...element.classList].map((one) => `.${one}`).join('');
      return element.id || element === document.body ? part : `${name(element.parentElement)} > ${part}`;
    };
    const box = (element) => element.getBoundingClientRect();
    const isHeard = (element) => element && (box(element).width <= 1 || isHeard(element.parentElement));
    const frame = (element) =>
      ['inline', 'contents'].includes(getComputedStyle(element).display) ? frame(element.parentElement) : element;
    const cutter = (element) =>
      element === null || getComputedStyle(element).overflowX !== 'visible' ? element : cutter(element.parentElement);
    const found = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      if (!text.data.trim() || element.closest('script, style, select') || isHeard(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const ends = [...range.getClientRects()].map((one) => one.right);
      const svg = element.closest('svg');
      const outer = svg ? [document.documentElement] : [frame(element), cutter(element)].filter(Boolean);
      const over = Math.max(...ends) - Math.min(...outer.map((one) => box(one).right));
      if (over > FREE) found.set(name(element), Math.round(over));
    }
    return [...found].map(([selector, over]) => ({
      kind: 'sideways',
      rule: 'text-spills',
      selector,
      help: `A text reaches ${over} px out of its box`,
    }));
  }, FREE_PX);
}
