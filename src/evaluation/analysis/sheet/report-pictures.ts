/** What a report shows of the pictures of a set, collected while they go by in flat memory. */

import type { AnalysedPicture, JudgedRegion, PictureSummary } from '#src/evaluation/analysis/types';
import type { ReportPicture, ReportTile } from '#src/evaluation/report/html/report-data';
import { serialiseError } from '#src/protocol/errors';

/** More small pictures are no overview, and make a file that no mail takes. */
const MOST_TILES = 60;
/** Listed of each picture; all of them are in the table files. */
const MOST_REGIONS = 10;

/** The largest regions of each picture, and small pictures of those with the largest share. */
export class ReportPictures {
  readonly #largest = new Map<string, JudgedRegion[]>();
  /** By falling share. */
  readonly #ranked: { areaPercent: number; tile: ReportTile }[] = [];

  /** Pictures that could not be drawn, with the reasons. */
  readonly missing: { picture: string; reason: string }[] = [];

  constructor(readonly mostTiles = MOST_TILES) {}

  /**
   * Takes a picture while the worker holds it. @param draw is asked where the picture is among the
   * worst so far.
   */
  async add({ picture, regions }: AnalysedPicture, draw: () => Promise<ReportTile>): Promise<void> {
    const byArea = [...regions].sort((a, b) => b.area - a.area || a.id - b.id);
    this.#largest.set(picture.name, byArea.slice(0, MOST_REGIONS));
    const areaPercent = regions.reduce((sum, region) => sum + region.areaPercent, 0);
    const last = this.#ranked[this.mostTiles - 1];
    if (regions.length === 0 || (last && last.areaPercent >= areaPercent)) return;
    const tile = await this.#drawn(picture.name, draw);
    if (!tile) return;
    const place = this.#ranked.findIndex((entry) => entry.areaPercent < areaPercent);
    this.#ranked.splice(place < 0 ? this.#ranked.length : place, 0, { areaPercent, tile });
    this.#ranked.length = Math.min(this.#ranked.length, this.mostTiles);
  }

  get tiles(): ReportTile[] {
    return this.#ranked.map(({ tile }) => tile);
  }

  /** What could not be drawn costs its picture nothing else. */
  async #drawn(picture: string, draw: () => Promise<ReportTile>): Promise<ReportTile | null> {
    try {
      return await draw();
    } catch (error) {
      this.missing.push({ picture, reason: serialiseError(error).message });
      return null;
    }
  }

  /** The summaries with the regions that a report lists. */
  of(summaries: readonly PictureSummary[]): ReportPicture[] {
    return summaries.map((summary) => ({
      ...summary,
      largest: summary.result ? (this.#largest.get(summary.picture) ?? []) : [],
    }));
  }
}
