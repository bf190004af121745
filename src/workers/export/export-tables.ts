import { formatCsv } from '#src/core/csv';
import { NAME_COLUMNS, nameCells, REGION_COLUMNS, regionCells } from '#src/core/region-cells';
import { wordsCell } from '#src/core/words/short-vocabulary';
import { answersToWords } from '#src/methods/capabilities';
import type { ExportRecord, RegionRows, RegionsFile } from '#src/protocol/exports';

/** Record and regions as indented JSON. */
export function regionsJson(record: ExportRecord, table: RegionRows): string {
  const file: RegionsFile = { schemaVersion: 3, ...record, ...table };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * One row per region. The settings repeat in every row, so that the file needs no comment lines
 * and rows can be pooled; each parameter of the method has a column, and so have the words of one that
 * answers to words.
 */
export function regionsCsv(record: ExportRecord, { regions }: RegionRows): string {
  const { settings, namedBy } = record;
  const parameters = Object.keys(settings.parameters);
  const hasWords = answersToWords(settings.methodId);
  const columns = [
    'picture',
    ...REGION_COLUMNS,
    ...(namedBy ? NAME_COLUMNS : []),
    'method',
    ...parameters,
    ...(hasWords ? ['words'] : []),
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
    ...(hasWords ? [wordsCell(settings.words)] : []),
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
