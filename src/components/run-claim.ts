/**
 * "Run this claim": fetches the functions on the first press, computes the number again and says whether it is the one
 * on the page. A link to a number's line opens the list it stands in, where the browser does not do so by itself.
 */
document.addEventListener('click', async ({ target }) => {
  const button =
    target instanceof Element ? target.closest<HTMLButtonElement>('button[data-claim]') : null;
  const line = button?.closest('li');
  const output = line?.querySelector('output');
  if (!button || !line || !output) return;
  try {
    const { claimText } = await import('#claims');
    const text = claimText(button.dataset.claim ?? '');
    const onPage = line.querySelector('strong')?.textContent ?? '';
    const same = onPage.startsWith(text);
    output.textContent = `recomputed here just now: ${text}${same ? '' : `; the page says ${onPage}. Reload it.`}`;
  } catch {
    output.textContent = 'The functions did not arrive. Check the connection and press again.';
  }
});

function openList(): void {
  const line = /^#claim-/.test(location.hash)
    ? document.getElementById(location.hash.slice(1))
    : null;
  const list = line?.closest('details');
  if (!list || list.open) return;
  list.open = true;
  line?.scrollIntoView();
}
addEventListener('hashchange', openList);
openList();
