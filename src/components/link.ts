/** The address of a page or file of this site, under whatever path the site lives: `to('questions/06-stride/')`. */
export function to(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}
