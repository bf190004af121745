/** What S2M is compared with: its own source score at every threshold. */
import type { Range } from '#src/core/types';
import { findMethod, methodById } from './registry';
import { sourceOf } from './sources';

interface Settings {
  methodId: string;
  parameters: Readonly<Record<string, number>>;
}

/** Id of the source score of painted masks; null for every other method. */
export function sourceIdOf({ methodId, parameters }: Settings): string | null {
  const method = findMethod(methodId);
  return method && 'prompted' in method.score ? sourceOf(parameters).id : null;
}

/** Ids of the methods that are measured as masks: those that paint them, and their sources. */
export function measuredAsMasks(settings: readonly Settings[]): Set<string> {
  return new Set(
    settings.flatMap((one) => {
      const source = sourceIdOf(one);
      return source ? [one.methodId, source] : [];
    }),
  );
}

/** The ends of a threshold sweep: of the formula, or of its colour map where that has none. The same for all images. */
export function sweepRange(methodId: string): Range {
  const { range, displayRange } = methodById(methodId);
  return Number.isFinite(range.min) && Number.isFinite(range.max) ? range : displayRange;
}
