/** A region as a row of a table: the page's file of one picture and the command's of a set. */
import type { Region } from './types';

/** The heads of `regionCells`. */
export const REGION_COLUMNS = [
  'id',
  'area',
  'x',
  'y',
  'width',
  'height',
  'centroid_x',
  'centroid_y',
  'mean_score',
  'max_score',
] as const;

/** Pixels of the picture, and raw scores, in the order of `REGION_COLUMNS`. */
export function regionCells(region: Region): number[] {
  const { id, area, box, centroid, meanScore, maxScore } = region;
  return [
    id,
    area,
    box.x,
    box.y,
    box.width,
    box.height,
    centroid.x,
    centroid.y,
    meanScore,
    maxScore,
  ];
}
