/** Regions of interest: what of the pictures counts, as masks said it or a person drew it. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { History } from '#src/core/history';

/** A mask that was opened with or after its pictures. */
export interface RegionMask {
  /** Whose it is among several: the name of a picture, without folders that they share. */
  name: string;
  /** What was opened, by its name; empty for loose pictures. */
  set: string;
  leftOut: LeftOut;
}

export interface RegionSlice {
  masks: readonly RegionMask[];
  /** By `regionKeyOf`: what was changed on the stage. A present of null leaves out nothing. */
  drawn: Readonly<Record<string, History<LeftOut | null>>>;
}

export function initialRegion(): RegionSlice {
  return { masks: [], drawn: {} };
}
