declare module 'wawoff2' {
  /** Unpacks a woff2 font to TTF or OTF. */
  export function decompress(woff2: Uint8Array): Promise<Uint8Array>;
}
