/** What S2M is compared with: its own source score at every threshold. */
import { findMethod } from './registry';
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
    settings.flatMap((methodSettings) => {
      const source = sourceIdOf(methodSettings);
      return source ? [methodSettings.methodId, source] : [];
    }),
  );
}
