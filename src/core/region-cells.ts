/** A region as a row of a table: the page's file of one picture and the command's of a set. */
import type { CsvCell } from './csv';
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

/** Heads of `nameCells`, where regions are named. */
export const NAME_COLUMNS = ['names', 'name_similarity'] as const;

/** The names stand in one cell, as a dictionary writes synonyms: `cow|horse|goat`. */
export function nameCells({
  names,
  name_similarity,
}: {
  names?: readonly string[];
  name_similarity?: number | null;
}): CsvCell[] {
  return [names?.join('|') ?? null, name_similarity ?? null];
}

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
