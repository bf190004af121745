/** More turns than any answer of a fake worker passes on its way to the store. */
const TURNS = 60;

/** Lets everything go on that waits for no timer; timers may be played ones. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}
