/** One listener for all code blocks: copies the code beside the pressed button, and the button says how it went. */
document.addEventListener('click', async ({ target }) => {
  const button =
    target instanceof Element ? target.closest<HTMLButtonElement>('[data-copy]') : null;
  if (!button) return;
  const code = button.parentElement?.querySelector('pre')?.innerText ?? '';
  const copied = await navigator.clipboard.writeText(code).then(
    () => true,
    () => false,
  );
  button.textContent = copied ? 'Copied' : 'The browser did not allow it';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
});
