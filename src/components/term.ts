/**
 * Terms say what they mean: on hover, on focus, on the first tap of a finger. The meaning stands above the word, stays while
 * the pointer or the focus is on it, and closes with Escape or a press elsewhere. Without this script a term is a link.
 */
const GAP = 8;
const WAIT = 150;

let shown: Meaning | undefined;
let touched = false;

class Meaning {
  readonly term: HTMLAnchorElement;
  readonly box = document.createElement('span');
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(term: HTMLAnchorElement, id: string) {
    this.term = term;
    this.box.className = 'meaning';
    this.box.popover = 'manual';
    const text = document.createElement('span');
    text.id = id;
    text.textContent = `${term.dataset.means} `;
    this.box.append(text);
    const { more, label } = term.dataset;
    if (more && label) this.box.append(link(more, label), ' ');
    this.box.append(link(term.href, 'Glossary'));
    term.after(this.box);
    term.setAttribute('aria-describedby', id);
    for (const side of [term, this.box]) {
      side.addEventListener('pointerenter', ({ pointerType }) => {
        if (pointerType === 'mouse') this.wait(() => this.show());
      });
      side.addEventListener('pointerleave', ({ pointerType }) => {
        if (pointerType === 'mouse') this.wait(() => this.hide());
      });
      side.addEventListener('focusin', () => {
        if (!touched) this.show();
      });
      side.addEventListener('focusout', ({ relatedTarget }) => {
        const inside = relatedTarget instanceof Node && this.holds(relatedTarget);
        if (!inside && !touched) this.hide();
      });
    }
    // A finger has no hover: its first tap shows, and the links inside lead on.
    term.addEventListener('click', (event) => {
      if (!touched || this.box.matches(':popover-open')) return;
      event.preventDefault();
      this.show();
    });
  }

  holds(node: Node): boolean {
    return this.term.contains(node) || this.box.contains(node);
  }

  wait(then: () => void): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(then, WAIT);
  }

  show(): void {
    clearTimeout(this.#waiting);
    if (shown !== this) shown?.hide();
    shown = this;
    if (!this.box.matches(':popover-open')) this.box.showPopover();
    this.place();
  }

  hide(): void {
    clearTimeout(this.#waiting);
    if (this.box.matches(':popover-open')) this.box.hidePopover();
    if (shown === this) shown = undefined;
  }

  /** Above the first line of the word, where no finger is; below the last where there is no room. */
  place(): void {
    const lines = [...this.term.getClientRects()];
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return;
    const { width, height } = this.box.getBoundingClientRect();
    const edge = document.documentElement.clientWidth - width - GAP;
    const above = first.top - height - GAP;
    this.box.style.left = `${Math.max(GAP, Math.min(first.left, edge))}px`;
    this.box.style.top = `${above >= GAP ? above : last.bottom + GAP}px`;
  }
}

function link(href: string, words: string): HTMLAnchorElement {
  const it = document.createElement('a');
  it.href = href;
  it.textContent = words;
  return it;
}

const terms = document.querySelectorAll<HTMLAnchorElement>('a.term');
if ('popover' in HTMLElement.prototype && terms.length > 0) {
  for (const [i, term] of terms.entries()) new Meaning(term, `meaning-${i + 1}`);
  document.addEventListener(
    'pointerdown',
    ({ pointerType, target }) => {
      touched = pointerType !== 'mouse';
      if (shown && !(target instanceof Node && shown.holds(target))) shown.hide();
    },
    true,
  );
  document.addEventListener('keydown', ({ key }) => {
    touched = false;
    if (key === 'Escape') shown?.hide();
  });
  addEventListener('scroll', () => shown?.place(), { passive: true });
  addEventListener('resize', () => shown?.hide());
}
