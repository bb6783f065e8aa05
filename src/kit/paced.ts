/** Something that is wanted often and done seldom: at an animation frame, which hidden pages have none of. */
export interface Paced {
  /** Wants it done; as often as one likes. */
  want(): void;
  /** Calls off what is still to come. */
  end(): void;
}

/** @param between least milliseconds from one time to the next */
export function paced(act: () => void, between: number): Paced {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    cancelAnimationFrame(frame);
  };
  return {
    want() {
      if (timer !== undefined) return;
      const wait = Math.max(0, last + between - performance.now());
      timer = setTimeout(() => {
        frame = requestAnimationFrame(() => {
          last = performance.now();
          end();
          act();
        });
      }, wait);
    },
    end,
  };
}
