/** What the gallery says of a playground. */
export interface About {
  /** Its folder, the key of its state in the address, and the name of its page. */
  id: string;
  /** As an author types it. */
  tag: string;
  title: string;
  /** One sentence: what a reader does and sees. */
  what: string;
  /** Experiments, each with the link text that sets it up. */
  tries: readonly { what: string; link: string }[];
  /** The questions it answers, by slug. */
  serves: readonly string[];
}
