/** One line of the table. */
export interface Row {
  name: string;
  /** Median of the repetitions, the warm-up left out. */
  milliseconds: number;
  repetitions: number;
  note?: string;
}

const WARM_UPS = 2;
/** The clock of a page moves in steps of 0.1 ms: what is shorter than this is called several times for one time. */
const SHORTEST_MS = 10;

/** Two ways to the same, in turns, so that what else the machine does meets both. */
export async function measureInTurns(
  ours: [name: string, run: () => unknown],
  other: [name: string, run: () => unknown],
  repetitions: number,
): Promise<{ ours: Row; other: Row }> {
  const ways = [ours, other].map(([name, run]) => ({ name, run, times: [] as number[] }));
  for (let round = -WARM_UPS; round < repetitions; round++)
    for (const { run, times } of ways) {
      const start = performance.now();
      await run();
      if (round >= 0) times.push(performance.now() - start);
    }
  const [first, second] = ways.map(({ name, times }) => rowOf(name, times));
  return { ours: first as Row, other: second as Row };
}

export async function measure(
  name: string,
  run: () => unknown,
  repetitions: number,
  note?: string,
): Promise<Row> {
  let warm = 0;
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) warm = await timeOf(run, 1);
  const calls = Math.max(1, Math.ceil(SHORTEST_MS / Math.max(warm, 0.1)));
  const times: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++)
    times.push(await timeOf(run, calls));
  return rowOf(name, times, note);
}

/** Milliseconds of one call, the mean of several in a row. */
async function timeOf(run: () => unknown, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call++) await run();
  return (performance.now() - start) / calls;
}

function rowOf(name: string, times: number[], note?: string): Row {
  times.sort((a, b) => a - b);
  const milliseconds = times[times.length >> 1] as number;
  return { name, milliseconds, repetitions: times.length, note };
}
