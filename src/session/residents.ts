/**
 * What the worker holds: the five pictures used last, and of each what it need not be sent or asked
 * again.
 */
import { promptedMethod } from '#src/methods/capabilities';

const KEPT = 5;

interface Held {
  /** Its ground truth. */
  labelled: boolean;
  /** The scores imported for it. */
  imports: boolean;
  /** By model id: the settings that its methods have been computed with, as text. */
  analyses: Map<string, string>;
  /**
   * The prompts that its masks were last asked for with, as text; null after an analysis, which
   * leaves the generator's.
   */
  prompts: string | null;
}

/** Least recently used first. */
const residents = new Map<string, Held>();

export function isResident(id: string): boolean {
  return residents.has(id);
}

/** Marks a picture as used now and returns those that have to go. */
export function touchResident(id: string, keep: readonly (string | null)[]): string[] {
  const held = residents.get(id) ?? {
    labelled: false,
    imports: false,
    analyses: new Map(),
    prompts: null,
  };
  residents.delete(id);
  residents.set(id, held);
  const surplus = [...residents.keys()]
    .filter((other) => other !== id && !keep.includes(other))
    .slice(0, Math.max(0, residents.size - KEPT));
  for (const other of surplus) forgetResident(other);
  return surplus;
}

export function forgetResident(id: string): void {
  residents.delete(id);
}

/** A new worker holds nothing. */
export function forgetResidents(): void {
  residents.clear();
}

export function isLabelled(id: string): boolean {
  return residents.get(id)?.labelled ?? false;
}

export function setLabelled(id: string, labelled: boolean): void {
  const held = residents.get(id);
  if (held) held.labelled = labelled;
}

export function hasImports(id: string): boolean {
  return residents.get(id)?.imports ?? false;
}

export function setImported(id: string): void {
  const held = residents.get(id);
  if (held) held.imports = true;
}

export function isAnalysed(id: string, modelId: string, key: string): boolean {
  return residents.get(id)?.analyses.get(modelId) === key;
}

/** Whether the worker has the scores of any network. */
export function hasAnalysis(id: string): boolean {
  return (residents.get(id)?.analyses.size ?? 0) > 0;
}

export function setAnalysed(id: string, modelId: string, key: string): void {
  const held = residents.get(id);
  held?.analyses.set(modelId, key);
  if (held && modelId === promptedMethod.model) held.prompts = null;
}

export function isSegmented(id: string, key: string): boolean {
  return residents.get(id)?.prompts === key;
}

export function setSegmented(id: string, key: string): void {
  const held = residents.get(id);
  if (held) held.prompts = key;
}
