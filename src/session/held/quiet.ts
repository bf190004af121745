/**
 * When nobody waits for the worker. Background work is asked one at a time and only then, since a
 * network that runs on the processor holds up everything else that the worker is asked.
 */

/** For which nothing must have been asked or changed on the stage. */
const REST_MS = 300;

let underWay = 0;
let lastTouch = Number.NEGATIVE_INFINITY;

/** Something happens that a person looks at. */
export function touch(): void {
  lastTouch = performance.now();
}

/** Work that somebody waits for. */
export async function awaited<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  touch();
  try {
    return await work();
  } finally {
    underWay -= 1;
    touch();
  }
}

/** Resolves once nothing has been awaited or touched for a while. */
export async function quiet(): Promise<void> {
  for (;;) {
    const left = underWay > 0 ? REST_MS : lastTouch + REST_MS - performance.now();
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}
