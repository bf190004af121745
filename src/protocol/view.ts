/** What the panes show, and what is read off them. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { Removal } from '#src/core/meta/removal';
import type { LearntClass } from '#src/core/open-world/learnt';
import type { ColourMapName, PaneLayer, Range, Region, Size, ViewTransform } from '#src/core/types';
import type { MethodSettings } from '#src/protocol/scores';

/** The score and mask that those of a pane are compared with. */
export type ComparedPane = Pick<PaneView, 'settings' | 'threshold' | 'removal'>;

export interface PaneView {
  paneId: string;
  settings: MethodSettings;
  layer: PaneLayer;
  /**
   * What the layers `difference` and `agreement` compare with, and whether it stands before this
   * pane; null for every other layer.
   */
  against: (ComparedPane & { isFirst: boolean }) | null;
  /** Raw threshold of this pane's method. */
  threshold: number;
  /** Regions that are left out; null leaves out none. */
  removal: Removal | null;
  /** What does not count of the picture: outside the region of interest; null: all of it counts. */
  leftOut: LeftOut | null;
  /**
   * Classes learnt in the page, of the pane's network; empty for networks that none was learnt of.
   */
  learnt: readonly LearntClass[];
  colourMap: ColourMapName;
  /** Score values at the two ends of the colour map. */
  displayRange: Range;
  /** 0..1 of the tint, the heat map or the class map over the picture. */
  opacity: number;
  outlines: boolean;
}

/** What is left out of every picture of a size. */
export interface RegionForSize {
  size: Size;
  leftOut: LeftOut;
}

/** All that a drawing depends on. `revision` grows; a newer view replaces a waiting one. */
export interface ViewState {
  revision: number;
  pictureId: string | null;
  panes: PaneView[];
  /** One transform for all panes: they move together. */
  transform: ViewTransform;
  /** Canvas size in device pixels, the same for all panes. */
  canvas: Size;
  minArea: number;
  /** Region to emphasise, or null. */
  highlightedRegion: number | null;
  /** Colour behind the picture, `#rrggbb`. */
  background: string;
}

/** Regions and share of one pane at one threshold. */
export interface PaneRegions {
  paneId: string;
  pictureId: string;
  methodId: string;
  threshold: number;
  minArea: number;
  /** By `removalKey`. */
  removalKey: string;
  /** Regions that the meta classifier removed. */
  removed: number;
  /** By `leftOutKey`. */
  leftOutKey: string;
  /** 0..1 of the picture outside the region of interest. */
  leftOut: number;
  /**
   * `[256]` over the range of the score's histogram, of the pixels inside; null where the whole
   * picture counts.
   */
  counts: Uint32Array | null;
  /** 0..1 of the pixels that count with `score >= threshold`; neither minimum area nor removal changes it. */
  shareAbove: number;
  pixelsAbove: number;
  regionCount: number;
  /** The largest 500 by area, in id order. */
  regions: Region[];
}

export interface ProbeResult {
  pictureId: string;
  x: number;
  y: number;
  /** The pixel lies outside the region of interest. */
  isLeftOut: boolean;
  /**
   * Raw score and percentile among the pixels that count (0..100), per requested method. The
   * percentile is null for a pixel that is left out. `surprise` is −log p of a score −p that is −1 to
   * three digits; null for others.
   */
  scores: {
    methodId: string;
    score: number;
    percentile: number | null;
    surprise: number | null;
  }[];
  /**
   * All classes, most probable first. Closed-set probabilities of the active pane's network at T =
   * 1, at full precision from the logits.
   */
  classes: { index: number; name: string; probability: number }[];
  /**
   * Which of the active pane's learnt classes the pixel is of (its position in the list, or null),
   * and the embedding `[19]`; null unless its network has a metric head.
   */
  learnt: { position: number | null; embedding: number[] } | null;
  /** Region of the active pane's method under the pixel, or null. */
  regionId: number | null;
}
