/** What a report of a set is made of: plain data, from a command or from the page. */
import type { Size } from '#src/core/types';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { AnalysisNetwork, JudgedRegion, PictureSummary } from '#src/evaluation/analysis/types';

export interface SetReport {
  /** What the set is called. */
  title: string;
  /** When it was made, ISO 8601. */
  made: string;
  versions: { anomalens: string; onnxruntime: string };
  settings: ReportSettings;
  networks: readonly AnalysisNetwork[];
  /** In the order of the set. */
  pictures: readonly ReportPicture[];
  sheet: ContactSheet;
}

interface ReportSettings {
  method: { id: string; title: string; unit: string };
  parameters: Readonly<Record<string, number>>;
  /** Null for a method that answers to no words. */
  words: Vocabulary | null;
  /** Raw. */
  threshold: number;
  isDefaultThreshold: boolean;
  minAreaPercent: number;
  /** Regions of a larger P(false positive), 0..1, are left out; null: none is. */
  removeAbove: number | null;
  /** What is unrecognisable in the small pictures, in words; empty for nothing. */
  covered: readonly string[];
  longSide: number;
  inference: string;
  compute: string;
}

export interface ReportPicture extends PictureSummary {
  /** The largest of its regions, by falling area. */
  largest: readonly JudgedRegion[];
}

/** Small pictures of those with the largest share, the largest first. */
interface ContactSheet {
  tiles: readonly ReportTile[];
  /** Pictures that belong among them and could not be drawn, with the reasons. */
  missing: readonly { picture: string; reason: string }[];
}

export interface ReportTile extends Size {
  /** Path of the picture within the set. */
  picture: string;
  /** JPEG as a data URL, with the regions drawn over it. */
  image: string;
}
