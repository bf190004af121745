/** From an analysed set to what its report is made of. */
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import type { ReportPictures } from '#src/evaluation/analysis/sheet/report-pictures';
import type { AnalysisNetwork, AnalysisPlan, PictureSummary } from '#src/evaluation/analysis/types';
import type { SetReport } from '#src/evaluation/report/html/report-data';
import { answersToWords } from '#src/methods/capabilities';
import { methodById } from '#src/methods/registry';

/** @throws AnomalensError `method-unknown` for a plan of another version. */
export function reportOf(
  plan: AnalysisPlan,
  summaries: readonly PictureSummary[],
  shown: ReportPictures,
  { title, made }: { title: string; made: Date },
): SetReport {
  const { id, title: name, unit } = methodById(plan.settings.methodId);
  const { threshold, isDefaultThreshold, minAreaPercent, removeAbove, longSide } = plan;
  return {
    title,
    made: made.toISOString(),
    versions: plan.versions,
    settings: {
      method: { id, title: name, unit },
      parameters: plan.settings.parameters,
      words: answersToWords(id) ? (plan.settings.words ?? DEFAULT_VOCABULARY) : null,
      threshold,
      isDefaultThreshold,
      minAreaPercent,
      removeAbove,
      covered: plan.cover,
      longSide,
      inference: plan.inference,
      compute: plan.compute,
    },
    networks: networksOf(plan),
    pictures: shown.of(summaries),
    sheet: { tiles: shown.tiles, missing: shown.missing },
  };
}

/** Each file once, those that words are read with behind the network that takes them. */
function networksOf({ networks, naming, coverNetwork }: AnalysisPlan): AnalysisNetwork[] {
  const all = [...networks, naming, coverNetwork].filter((network) => network !== null);
  return all
    .filter(({ id }, index) => all.findIndex((other) => other.id === id) === index)
    .flatMap(({ tables = {}, ...network }) => [
      network,
      ...Object.entries(tables).map(([id, sha256]) => ({ id, title: 'Table of words', sha256 })),
    ]);
}
