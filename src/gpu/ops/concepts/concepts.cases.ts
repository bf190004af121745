import { random as seeded } from '#src/core/random';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { paddedLogits } from '#src/gpu/testing/padded-logits';
import type { ConceptColumn } from './columns';

export interface ConceptsCase {
  name: string;
  similarities: LogitsData;
  columns: ConceptColumn[];
  temperature: number;
}

const next = seeded(19);
const cosines = (concepts: number, width: number, height: number): LogitsData =>
  paddedLogits(concepts, { width, height }, () => next() * 2 - 1);

const plain = (...concepts: number[]): ConceptColumn => ({ concepts, offset: 0 });

/** Cosines `[concepts, pixels]`, a row of pixels. */
export function rowOf(...concepts: number[][]): LogitsData {
  const width = concepts[0]?.length ?? 0;
  return {
    data: Float32Array.from(concepts.flat()),
    classes: concepts.length,
    width,
    height: 1,
    stride: 8,
    grid: { width: 8 * width, height: 8, paddedWidth: 8 * width, paddedHeight: 8 },
  };
}

export const CONCEPTS_CASES: ConceptsCase[] = [
  { name: 'one pixel', similarities: rowOf([0.25]), columns: [plain(0)], temperature: 1 },
  {
    name: 'ties and signs',
    similarities: rowOf([0.5, -0.5, 0], [0.5, -0.25, -0]),
    columns: [plain(0, 1), plain(1)],
    temperature: 0.01,
  },
  {
    name: 'concepts in several columns, left out, and out of order',
    similarities: cosines(7, 37, 29),
    columns: [plain(5, 0, 3), plain(3), { concepts: [6, 1], offset: 0.125 }],
    temperature: 0.07,
  },
  {
    name: '19 classes of six concepts, 22 prompts',
    similarities: cosines(136, 61, 37),
    columns: Array.from({ length: 41 }, (_, c) =>
      c < 19
        ? plain(...Array.from({ length: 6 }, (__, j) => 6 * c + j))
        : { concepts: [95 + c], offset: c / 100 },
    ),
    temperature: 0.01,
  },
];
