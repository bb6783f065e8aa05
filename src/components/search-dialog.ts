/**
 * The search dialog. `/` or the link in the head opens it; the index (Pagefind, made after the build) is loaded then.
 * While the reader types, the newest query wins. Arrow keys walk the results, Enter goes there, Escape closes.
 */
import { type Finder, loadFinder, type Page } from './finder.ts';

const MOST = 8;
const NO_INDEX =
  'The search index could not be loaded. The index on the home page lists every question.';
const dialog = document.querySelector<HTMLDialogElement>('dialog.search')!;
const input = dialog.querySelector('input')!;
const said = dialog.querySelector<HTMLElement>('[role="status"]')!;
const list = dialog.querySelector<HTMLElement>('.found')!;
let finder: Promise<Finder> | undefined;
let newest = 0;

function ready(): Promise<Finder> {
  finder ??= loadFinder(dialog.dataset.pagefind!);
  return finder;
}

function open(): void {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  ready().catch(fail);
}

function fail(): void {
  finder = undefined;
  show([], NO_INDEX);
}

async function search(): Promise<void> {
  const query = input.value.trim();
  const turn = ++newest;
  if (query === '') {
    show([], '');
    return;
  }
  try {
    const { pages, total } = await (await ready()).find(query, MOST);
    if (turn === newest) show(pages, sentence(query, total));
  } catch {
    fail();
  }
}

function sentence(query: string, total: number): string {
  if (total === 0) return `Nothing is found for “${query}”. Try fewer letters or another word.`;
  if (total > MOST) return `${total} pages; the best ${MOST} are shown.`;
  return total === 1 ? 'One page.' : `${total} pages.`;
}

function show(pages: Page[], sentence: string): void {
  list.replaceChildren(...pages.map(result));
  said.textContent = sentence;
}

function result({ url, title, excerpt }: Page): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  const head = document.createElement('span');
  head.className = 'q';
  head.textContent = title;
  const text = document.createElement('span');
  text.className = 'note';
  // Pagefind's own excerpt: escaped text with <mark> round what was found.
  text.innerHTML = excerpt;
  link.append(head, text);
  item.append(link);
  return item;
}

dialog.addEventListener('keydown', (event) => {
  const links = [...list.querySelectorAll('a')];
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (event.key === 'ArrowDown') (links[here + 1] ?? links[0])?.focus();
  else if (event.key === 'ArrowUp') (links[here - 1] ?? input).focus();
  else if (event.key === 'Escape') dialog.close();
  else if (event.key === 'Enter' && event.target === input && !event.isComposing) links[0]?.click();
  else return;
  event.preventDefault();
});
input.addEventListener('input', search);
dialog.addEventListener('click', ({ target }) => {
  const leave = target instanceof Element && target.closest('[data-close], a');
  if (target === dialog || leave) dialog.close();
});
for (const link of document.querySelectorAll<HTMLElement>('[data-search]')) {
  link.setAttribute('aria-haspopup', 'dialog');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    open();
  });
}
document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  event.preventDefault();
  open();
});
