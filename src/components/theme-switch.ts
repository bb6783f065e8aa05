/** Sets `data-theme` on the root and remembers it; the page's head sets it again before the next first paint. */
/** Named after the site: project pages of one owner share an origin, and so this store. */
const KEY = 'receptive-field:theme';
const root = document.documentElement;
const inputs = document.querySelectorAll<HTMLInputElement>('input[name="theme"]');

for (const input of inputs) {
  input.checked = input.value === (root.dataset.theme ?? 'system');
  input.addEventListener('change', () => choose(input.value));
}

function choose(theme: string): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  paintBrowserBar();
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
}

/** The browser's own bar takes the colour of the paper that is showing. */
function paintBrowserBar(): void {
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
    meta.setAttribute('content', paper);
}
if (root.dataset.theme) paintBrowserBar();
