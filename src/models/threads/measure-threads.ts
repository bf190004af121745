/**
 * How many threads the network should have. Where another program holds a core, threads that wait for
 * each other after every operation are slower than one, so the cores are tried before onnxruntime
 * starts: its number of threads is fixed from then on.
 */
import { spin } from '#src/models/threads/spin';

/** What a helper is told: to spin, and to store all the time how long it ran so far. */
export interface SpinOrder {
  /** In milliseconds since 1970. */
  until: number;
  /** Microseconds. */
  ran: SharedArrayBuffer;
  /** Its place in `ran`. */
  place: number;
}

/** The part of `Worker` that is used, so that specs can pass their own. */
export interface Helper {
  postMessage(order: SpinOrder): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export const MOST_THREADS = 8;

/** Several turns of a scheduler. */
const ROUND_MS = 8;
/**
 * The page itself starts meanwhile, in bursts, and threads that begin on one core are moved apart after
 * a while; another program is there every time.
 */
const ROUNDS = 5;
const SENDING_MS = 4;
/** Helpers are ended before, unless this thread is. */
const LONGEST_SPIN_MS = 500;
/** Where a helper needs longer, its core is not free. */
const LONGEST_START_MS = 150;
/** What the last of the cores has to be free for. */
const FREE_SHARE = 0.75;

function createHelper(): Helper {
  return new Worker(new URL('./spin.worker.ts', import.meta.url), { type: 'module', name: 'spin' });
}

/**
 * How many cores the threads got together, this one included, the last of them for at least three
 * quarters: 1 to `most`. Takes 12 to 44 ms
 * after the helpers have started. Where memory cannot be shared it is 1.
 */
export async function measureThreads(
  most: number,
  create: () => Helper = createHelper,
  run: typeof spin = spin,
): Promise<number> {
  if (most < 2 || !globalThis.crossOriginIsolated) return 1;
  const helpers = Array.from({ length: most - 1 }, create);
  try {
    await Promise.race([Promise.all(helpers.map(started)), pause(LONGEST_START_MS)]);
    const ran = new SharedArrayBuffer(4 * helpers.length);
    const until = performance.timeOrigin + performance.now() + LONGEST_SPIN_MS;
    for (const [place, helper] of helpers.entries()) helper.postMessage({ until, ran, place });
    await pause(SENDING_MS); // a thread that spins sends nothing
    let free = 1;
    for (let round = 0; round < ROUNDS && free < most; round++)
      free = Math.max(free, freeCores(new Int32Array(ran), run));
    return free;
  } finally {
    for (const helper of helpers) helper.terminate();
  }
}

function freeCores(ran: Int32Array, run: typeof spin): number {
  const before = ran.map((_, place) => Atomics.load(ran, place));
  const own = run(ROUND_MS);
  let all = Math.min(1, own / ROUND_MS);
  for (const [place, us] of before.entries())
    all += Math.min(1, (Atomics.load(ran, place) - us) / 1000 / ROUND_MS);
  return Math.max(1, Math.floor(all + 1 - FREE_SHARE));
}

const started = (helper: Helper) =>
  new Promise<void>((resolve) => {
    helper.onmessage = () => resolve();
  });

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
