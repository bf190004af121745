/** An engine whose files of regions can be read, and a place for results in memory. */
import { AnomalensError } from '#src/core/errors';
import { FEATURES } from '#src/core/meta/feature-names';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { REGIONS, SIZE } from '#src/engine-client/testing/fake-regions';
import type { AnalysisFiles } from '#src/evaluation/analysis/types';
import type { Requests } from '#src/protocol/requests';

type Overrides = Parameters<typeof createFakeEngine>[0];

/** The regions of `fake-regions.ts` in every picture; the mask says whose it is. */
export function createAnalysisEngine(overrides: Overrides = {}) {
  return createFakeEngine({
    exportFile: (params) => ({ blob: fileOf(params), fileName: params.fileName }),
    regionFeatures: ({ minArea }) => ({
      features: new Float64Array(regionsFrom(minArea).length * FEATURES),
    }),
    ...overrides,
  });
}

const regionsFrom = (minArea: number) => REGIONS.filter(({ area }) => area >= minArea);

function fileOf({ kind, fileName, minArea, named }: Requests['exportFile']['params']): Blob {
  if (kind !== 'regions-json') return new Blob([`${kind} of ${fileName}`]);
  const names = { names: ['cow', 'horse'], name_similarity: 0.6 };
  const regions = regionsFrom(minArea).map((region) => (named ? { ...region, ...names } : region));
  const pixelsAbove = 60;
  return new Blob([
    JSON.stringify({
      range: { min: 0, max: 1 },
      shareAbove: pixelsAbove / (SIZE.width * SIZE.height),
      pixelsAbove,
      regions,
    }),
  ]);
}

/** What was written, by name; `refuse` makes a name fail. */
export function memoryFiles(): AnalysisFiles & { texts: Map<string, string>; refuse: Set<string> } {
  const texts = new Map<string, string>();
  const refuse = new Set<string>();
  const check = (name: string) => {
    if (refuse.has(name))
      throw new AnomalensError('evaluation-state', `${name} cannot be written.`);
  };
  return {
    texts,
    refuse,
    write: async (name, bytes) => {
      check(name);
      texts.set(name, new TextDecoder().decode(bytes));
    },
    remove: async (name) => {
      check(name);
      texts.delete(name);
    },
    append: async (name, text) => {
      check(name);
      texts.set(name, (texts.get(name) ?? '') + text);
    },
  };
}

export const picturesOf = (...names: string[]) =>
  names.map((name) => ({ name, read: async () => new Blob([name]) }));
