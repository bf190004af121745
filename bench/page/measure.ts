/** One line of the table. */
export interface Row {
  name: string;
  /** Median of the repetitions, the warm-up left out. */
  milliseconds: number;
  repetitions: number;
  note?: string;
}

const WARM_UPS = 2;

export async function measure(
  name: string,
  run: () => unknown,
  repetitions: number,
  note?: string,
): Promise<Row> {
  for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await run();
  const times: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { name, milliseconds: times[times.length >> 1] as number, repetitions, note };
}
