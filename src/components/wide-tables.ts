/** A table that is wider than its place scrolls; while it does, the keyboard can reach it too. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute('tabindex', '0');
      target.setAttribute('role', 'group');
      target.setAttribute('aria-label', 'Table, scrolls sideways');
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
    }
  }
});
for (const place of document.querySelectorAll('.text > .scroll')) observer.observe(place);
