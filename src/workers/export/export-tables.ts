import { formatCsv } from '#src/core/csv';
import { NAME_COLUMNS, nameCells, REGION_COLUMNS, regionCells } from '#src/core/region-cells';
import type { ExportRecord, RegionRows, RegionsFile } from '#src/protocol/exports';

/** Record and regions as indented JSON. */
export function regionsJson(record: ExportRecord, table: RegionRows): string {
  const file: RegionsFile = { schemaVersion: 3, ...record, ...table };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * One row per region. The settings repeat in every row, so that the file needs no comment lines
 * and rows can be pooled; each parameter of the method has a column.
 */
export function regionsCsv(record: ExportRecord, { regions }: RegionRows): string {
  const { settings, namedBy } = record;
  const parameters = Object.keys(settings.parameters);
  const columns = [
    'picture',
    ...REGION_COLUMNS,
    ...(namedBy ? NAME_COLUMNS : []),
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
    ...(namedBy ? nameCells(region) : []),
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
