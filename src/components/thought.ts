/** The reader's own answer: kept in this tab under the page's address, so that the way back finds it. Enter reads on. */
const line = document.querySelector<HTMLInputElement>('#thought');
const key = `receptive-field:thought ${location.pathname}`;

if (line) {
  try {
    line.value ||= sessionStorage.getItem(key) ?? '';
    line.addEventListener('input', () => sessionStorage.setItem(key, line.value));
  } catch {
    // Without storage the line is only a line.
  }
  line.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) location.hash = 'short-answer';
  });
}
