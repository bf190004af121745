import { formatCsv } from '#src/core/csv';
import type { FittedMetaModel } from '#src/core/meta/meta-model';
import { REGION_COLUMNS, regionCells } from '#src/core/region-cells';
import type { Range, Region, Size } from '#src/core/types';
import type { MethodSettings } from '#src/protocol/scores';

/** Everything needed to make the same numbers again. */
export interface ExportRecord {
  /** `name` as files are named after it, `fileName` as it was opened. */
  picture: Size & { name: string; fileName: string; original: Size };
  settings: MethodSettings;
  threshold: number;
  minArea: number;
  /**
   * 0..1 of the picture that lies outside the region of interest and counts in nothing; null: no
   * region was applied.
   */
  leftOut: number | null;
  /** Regions of a larger P(false positive) by the classifier are left out; null: none is. */
  removal: { above: number; classifier: FittedMetaModel } | null;
  /** SHA-256 of the model file; null for an imported score. */
  model: { id: string; sha256: string } | null;
  longSide: number;
  inference: string;
  compute: string;
  versions: { anomalens: string; onnxruntime: string };
}

export interface RegionRows {
  range: Range;
  shareAbove: number;
  pixelsAbove: number;
  regions: readonly Region[];
}

/** Record and regions as indented JSON. */
export function regionsJson(record: ExportRecord, table: RegionRows): string {
  return `${JSON.stringify({ schemaVersion: 3, ...record, ...table }, null, 2)}\n`;
}

/**
 * One row per region. The settings repeat in every row, so that the file needs no comment lines
 * and rows can be pooled; each parameter of the method has a column.
 */
export function regionsCsv(record: ExportRecord, { regions }: RegionRows): string {
  const { settings } = record;
  const parameters = Object.keys(settings.parameters);
  const columns = [
    'picture',
    ...REGION_COLUMNS,
    'method',
    ...parameters,
    'blur',
    'threshold',
    'min_area',
    'remove_above',
    'left_out',
    'model_sha256',
    'version',
  ];
  const rows = regions.map((region) => [
    record.picture.name,
    ...regionCells(region),
    settings.methodId,
    ...parameters.map((id) => settings.parameters[id] as number),
    settings.blur,
    record.threshold,
    record.minArea,
    record.removal?.above ?? null,
    record.leftOut,
    record.model?.sha256 ?? null,
    record.versions.anomalens,
  ]);
  return formatCsv([columns, ...rows]);
}
