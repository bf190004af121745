import { corruptionWords } from '#src/core/corruptions/corruption';
import type { CorruptedMetrics, CorruptionResult } from '#src/evaluation/corruptions/types';
import type { Report } from '#src/evaluation/report/report-schema';

type Row = NonNullable<Report['corruptions']>[number];
type OfMethod = Row['methods'][string];

/**
 * A row for the images as they are and one for each corruption, rates in per cent, with what it
 * changes: nothing is subtracted where images have failed in one of both.
 * @param total images of the set that the metrics without corruption are of.
 */
export function corruptionsReport(results: readonly CorruptionResult[], total: number): Row[] {
  const asItIs = results.find(({ corruption }) => corruption === null);
  return results.map(({ corruption, images, methods }) => {
    const isCompared = corruption !== null && images === total && asItIs?.images === total;
    return {
      kind: corruption?.kind ?? 'none',
      level: corruption?.level ?? null,
      words: corruption ? corruptionWords(corruption) : 'as it is',
      images,
      methods: Object.fromEntries(
        Object.entries(methods).map(([id, metrics]) => {
          const own = inPercent(metrics);
          const before = isCompared ? asItIs.methods[id] : undefined;
          return [id, { ...own, difference: before ? minus(own, inPercent(before)) : null }];
        }),
      ),
    };
  });
}

/** All but the number of components is a fraction. */
function inPercent({ falseAlarms, ...fractions }: CorruptedMetrics) {
  const percent = (name: keyof typeof fractions) => {
    const fraction = fractions[name];
    return fraction === null ? null : fraction * 100;
  };
  return {
    AP: percent('AP'),
    AUROC: percent('AUROC'),
    FPR95: percent('FPR95'),
    F1: percent('F1'),
    componentF1: percent('componentF1'),
    flagged: percent('flagged'),
    falseAlarms,
  };
}

type InPercent = ReturnType<typeof inPercent>;

function minus(now: InPercent, before: InPercent): NonNullable<OfMethod['difference']> {
  const change = (name: keyof InPercent) => {
    const [value, former] = [now[name], before[name]];
    return value === null || former === null ? null : value - former;
  };
  return {
    AP: change('AP'),
    AUROC: change('AUROC'),
    FPR95: change('FPR95'),
    F1: change('F1'),
    componentF1: change('componentF1'),
    flagged: change('flagged'),
    falseAlarms: change('falseAlarms'),
  };
}
