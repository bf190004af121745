/** Regions of interest: what of the pictures counts, as masks said it or a person drew it. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { History } from '#src/core/history';
import type { Point } from '#src/core/prompts/box-geometry';

/** A mask that was opened with or after its pictures. */
export interface RegionMask {
  /** Whose it is among several: the name of a picture, without folders that they share. */
  name: string;
  /** What was opened, by its name; empty for loose pictures. */
  set: string;
  leftOut: LeftOut;
}

/** What a drag or click on the picture leaves out; with none of them it moves the picture. */
export type RegionTool = 'rectangle' | 'polygon';

export interface RegionSlice {
  masks: readonly RegionMask[];
  /** By `regionKeyOf`: what was changed on the stage. A present of null leaves out nothing. */
  drawn: Readonly<Record<string, History<LeftOut | null>>>;
  tool: RegionTool | null;
  /** Corners of the polygon, or of the rectangle under way, in picture pixels. */
  stroke: readonly Point[];
}

export function initialRegion(): RegionSlice {
  return { masks: [], drawn: {}, tool: null, stroke: [] };
}
