/** By which distribution the scores of two methods are compared. */
import type { ShareTable } from '#src/core/comparison/rarity';
import { knownPixelsOf } from '#src/methods/define-method';
import { findMethod } from '#src/methods/registry';

interface Settings {
  methodId: string;
  parameters: Readonly<Record<string, number>>;
}

function tableOf(settings: Settings): ShareTable | null {
  const method = findMethod(settings.methodId);
  return (method && knownPixelsOf(method, settings)?.table) ?? null;
}

/**
 * The tables of known pixels of both methods; null where one has none, since a share of known pixels and a share of
 * the picture are not to be compared: then both are compared by the picture's own pixels.
 */
export function commonTables(first: Settings, second: Settings): [ShareTable, ShareTable] | null {
  const [one, other] = [tableOf(first), tableOf(second)];
  return one && other ? [one, other] : null;
}
