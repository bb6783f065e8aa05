/** Hands the reader a file made in the page. Throws nothing: a browser that refuses simply saves nothing. */
export function download(name: string, mime: string, data: string | Blob): void {
  const url = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox starts reading after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
