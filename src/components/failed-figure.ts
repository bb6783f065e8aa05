/** A figure whose program does not arrive stays a dead picture; it says so. Astro has tried twice when it tells. */
document.addEventListener('astro:hydration-error', ({ target }) => {
  const figure = target instanceof Element ? target.closest('figure') : null;
  if (!figure) return;
  const said = document.createElement('p');
  said.className = 'said is-error';
  said.role = 'alert';
  said.textContent =
    'The program of this figure could not be loaded, so the picture stands still. Load the page again when the network is back.';
  figure.prepend(said);
});
