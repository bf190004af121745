/** The last finished result, kept beside the state of runs, so that a reload does not lose it. */
import type { Evaluation } from '#src/evaluation/types';
import type { RunStore } from '#src/session/benchmark/run-store';

export interface KeptResult {
  /** What the folder was called. */
  folder: string;
  result: Evaluation;
}

const RESULT = 'result';
/** To be raised with the form of `Evaluation`: the result of another one is not shown. */
const VERSION = 2;

/** @throws AnomalensError `evaluation-state` where the browser refuses. */
export async function keepResult(store: RunStore, kept: KeptResult): Promise<void> {
  const text = JSON.stringify({ version: VERSION, ...kept }, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value,
  );
  await store.write(RESULT, new TextEncoder().encode(text));
}

/** Null where there is none, or one of another version of the page. */
export async function keptResult(store: RunStore): Promise<KeptResult | null> {
  const bytes = await store.read(RESULT);
  if (!bytes) return null;
  const { version, ...kept } = JSON.parse(new TextDecoder().decode(bytes), (_, value) =>
    isNumber(value) ? Number(value.number) : value,
  ) as KeptResult & { version: number };
  return version === VERSION ? kept : null;
}

/** JSON has neither infinities nor NaN: a threshold may be one. */
function isNumber(value: unknown): value is { number: string } {
  return typeof value === 'object' && value !== null && 'number' in value;
}
