/** A link to a playground's state names the figure before its question mark, which no browser scrolls to by itself. */
const [, id] = /^#([a-z0-9-]+)\?/.exec(location.hash) ?? [];
if (id) document.getElementById(id)?.scrollIntoView();
