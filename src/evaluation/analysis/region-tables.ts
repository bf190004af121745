/** `regions.csv` and `regions.json` of a set, written picture by picture. */
import { formatCsv } from '#src/core/csv';
import { NAME_COLUMNS, nameCells, REGION_COLUMNS, regionCells } from '#src/core/region-cells';
import { wordsCell } from '#src/core/words/short-vocabulary';
import type { AnalysedPicture, AnalysisFiles, AnalysisPlan } from '#src/evaluation/analysis/types';
import { answersToWords } from '#src/methods/capabilities';

const CSV = 'regions.csv';
const JSON_FILE = 'regions.json';

/**
 * Both tables. Rows repeat the settings, as in the page's file of one picture, so that rows can be
 * pooled; in JSON they stand once, and each picture on a line of its own.
 */
export class RegionTables {
  #pictures = 0;

  private constructor(
    readonly files: AnalysisFiles,
    readonly plan: AnalysisPlan,
  ) {}

  /** Begins both files anew. @throws AnomalensError `evaluation-state`, as the other functions. */
  static async begin(files: AnalysisFiles, plan: AnalysisPlan): Promise<RegionTables> {
    await files.remove(CSV);
    await files.remove(JSON_FILE);
    const head = { schemaVersion: 1, ...recordOf(plan) };
    await files.append(CSV, formatCsv([columnsOf(plan)]));
    await files.append(JSON_FILE, `${JSON.stringify(head).slice(0, -1)},"pictures":[`);
    return new RegionTables(files, plan);
  }

  async add(picture: AnalysedPicture): Promise<void> {
    const separator = this.#pictures === 0 ? '\n' : ',\n';
    this.#pictures += 1;
    if (picture.regions.length > 0)
      await this.files.append(CSV, formatCsv(rowsOf(picture, this.plan)));
    await this.files.append(JSON_FILE, separator + JSON.stringify(picture));
  }

  /** Without it `regions.json` is no JSON: the run did not end. */
  async end(): Promise<void> {
    await this.files.append(JSON_FILE, '\n]}\n');
  }
}

/** What made the results; a classifier that removes regions ships with the version. */
export function recordOf(plan: AnalysisPlan) {
  const { removeAbove } = plan;
  return {
    settings: plan.settings,
    threshold: plan.threshold,
    flagAtMost: plan.flagAtMost,
    minAreaPercent: plan.minAreaPercent,
    removal: removeAbove === null ? null : { above: removeAbove },
    ...(plan.naming && { namedBy: { id: plan.naming.id, sha256: plan.naming.sha256 } }),
    models: digestsOf(plan),
    longSide: plan.longSide,
    inference: plan.inference,
    compute: plan.compute,
    versions: plan.versions,
  };
}

/** SHA-256 of every file behind the results, by network or name. */
function digestsOf({ networks, naming }: AnalysisPlan): Record<string, string> {
  const all = [...networks, ...(naming ? [naming] : [])];
  return Object.fromEntries(
    all.flatMap(({ id, sha256, tables = {} }) => [[id, sha256], ...Object.entries(tables)]),
  );
}

function columnsOf({ settings, naming }: AnalysisPlan): string[] {
  return [
    'picture',
    ...REGION_COLUMNS,
    ...(naming ? NAME_COLUMNS : []),
    'area_percent',
    'false_positive',
    'method',
    ...Object.keys(settings.parameters),
    ...(answersToWords(settings.methodId) ? ['words'] : []),
    'blur',
    'threshold',
    'min_area',
    'remove_above',
    'model_sha256',
    'version',
  ];
}

function rowsOf({ picture, minArea, regions }: AnalysedPicture, plan: AnalysisPlan) {
  const { settings, threshold, removeAbove, naming, networks, versions } = plan;
  return regions.map((region) => [
    picture.name,
    ...regionCells(region),
    ...(naming ? nameCells(region) : []),
    region.areaPercent,
    region.falsePositive,
    settings.methodId,
    ...Object.values(settings.parameters),
    ...(answersToWords(settings.methodId) ? [wordsCell(settings.words)] : []),
    settings.blur,
    threshold,
    minArea,
    removeAbove,
    networks.map(({ sha256 }) => sha256).join(' '),
    versions.anomalens,
  ]);
}
