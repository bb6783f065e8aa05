/**
 * What was started, if it comes in time.
 *
 * @throws Error when it does not
 */
export async function inTime<Result>(
  started: Promise<Result>,
  milliseconds: number,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const why = `it did not start within ${milliseconds / 1000} seconds`;
    timer = setTimeout(() => reject(new Error(why)), milliseconds);
  });
  try {
    return await Promise.race([started, late]);
  } finally {
    clearTimeout(timer);
  }
}
