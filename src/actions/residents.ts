/** Which pictures the worker holds: the five used last. The others are decoded again when they are selected. */

const KEPT = 5;
const residents: string[] = [];
/** Those of them whose ground truth it holds too. */
const labelled = new Set<string>();

export function isResident(id: string): boolean {
  return residents.includes(id);
}

/** Marks a picture as used now and returns those that have to go. */
export function touchResident(id: string, keep: readonly (string | null)[]): string[] {
  const at = residents.indexOf(id);
  if (at >= 0) residents.splice(at, 1);
  residents.push(id);
  const surplus = residents.filter((other) => other !== id && !keep.includes(other)).slice(0, Math.max(0, residents.length - KEPT));
  for (const other of surplus) forgetResident(other);
  return surplus;
}

export function forgetResident(id: string): void {
  labelled.delete(id);
  const at = residents.indexOf(id);
  if (at >= 0) residents.splice(at, 1);
}

/** A new worker holds nothing. */
export function forgetResidents(): void {
  residents.length = 0;
  labelled.clear();
}

export function isLabelled(id: string): boolean {
  return labelled.has(id);
}

export function setLabelled(id: string, held: boolean): void {
  if (held && isResident(id)) labelled.add(id);
  else labelled.delete(id);
}
