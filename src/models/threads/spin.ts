/** A thread that is away for longer than this was not running: no step of the loop takes that long. */
const AWAY_MS = 0.3;

/**
 * Keeps this thread busy and counts how long it was running.
 * @param ms how long by the clock.
 * @param tell is told the milliseconds so far, at every step.
 * @returns milliseconds, `ms` where a core was free all the time.
 */
export function spin(ms: number, tell: (ran: number) => void = () => undefined): number {
  const end = performance.now() + ms;
  let last = performance.now();
  let ran = 0;
  while (last < end) {
    const now = performance.now();
    if (now - last < AWAY_MS) ran += now - last;
    last = now;
    tell(ran);
  }
  return ran;
}
