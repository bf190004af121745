/** Numbers of the twin in Python, which `python3 -m training.open_world.golden` writes. */
import { describe, expect, it } from 'vitest';
import { random } from '#src/core/random';
import { squaredDistance } from './embedding';
import golden from './golden.json';
import { harmonicMean } from './harmonic';
import { headLogits } from './head';
import { nearestPrototype, PrototypeMean } from './nearest-prototype';
import { trainHead } from './train-head';
import { trainingCells } from './training-cells';
import { whiten, whiteningOf } from './whitening';

const { channels, sampling, prototypes, heads } = golden;
const N = golden.baseClasses;
const rows = (values: readonly number[], width: number) =>
  Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width));
const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 7));

describe('sampling of cells', () => {
  it('draws the same numbers, cells and weights', () => {
    const next = random(1);
    expect(sampling.random.map(() => next())).toEqual(closeTo(sampling.random));
    const { cells, weights } = trainingCells(Uint8Array.from(sampling.annotated), sampling.most);
    expect(cells).toEqual(sampling.cells);
    expect(Array.from(weights)).toEqual(closeTo(sampling.weights));
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe('prototypes', () => {
  const embeddings = rows(prototypes.embedding, N);
  const points = rows(prototypes.prototypes, N);

  it('lie at the same distances and take the same pixels', () => {
    expect(points.map((prototype) => embeddings.map((f) => squaredDistance(f, prototype)))).toEqual(
      prototypes.distances.map(closeTo),
    );
    for (const { radii, labels } of prototypes.decisions) {
      const rules = points.map((prototype, k) => ({ prototype, radius: radii[k] as number }));
      const taken = embeddings.map((f) => {
        const position = nearestPrototype(f, rules);
        return position === null ? f.indexOf(Math.max(...f)) : N + position;
      });
      expect(taken).toEqual(labels);
    }
  });

  it('are means over all annotated pixels', () => {
    const mean = new PrototypeMean(N);
    for (const f of embeddings.slice(
      0,
      prototypes.shotPixels.reduce((a, b) => a + b),
    ))
      mean.add(f);
    expect(mean.mean()).toEqual(closeTo(prototypes.mean));
  });
});

describe('heads', () => {
  /** `[cells, channels]` */
  const featuresOf = (cells: readonly number[]) =>
    Float64Array.from(
      cells.flatMap((cell) => heads.features.slice(cell * channels, (cell + 1) * channels)),
    );
  /** As the worker does it, on the cells of one picture. */
  async function train(
    { annotated, pseudoLabels }: { annotated: number[]; pseudoLabels: number[] },
    outputs: number,
  ) {
    const { cells, weights } = trainingCells(Uint8Array.from(annotated));
    const features = featuresOf(cells);
    const labels = Uint8Array.from(cells, (cell) => pseudoLabels[cell] as number);
    return trainHead({ features, labels, weights, outputs }, async () => undefined);
  }

  it('are trained on features of the same whitening', () => {
    const { cells, weights } = trainingCells(Uint8Array.from(heads.first.annotated));
    expect(cells).toEqual(heads.cellsOfFirst);
    const x = featuresOf(cells);
    const whitening = whiteningOf(x, weights, channels);
    expect(Array.from(whitening.mean)).toEqual(closeTo(heads.standardisedOfFirst.mean));
    expect(Array.from(whitening.factor)).toEqual(closeTo(heads.standardisedOfFirst.factor));
    whiten(x, whitening);
    const known = heads.standardisedOfFirst.cells;
    expect(Array.from(x.slice(0, known.length))).toEqual(closeTo(known));
  });

  it.each(['first', 'third'] as const)(
    'lose the same in every step and end at the same weights: the %s',
    async (which) => {
      const expected = heads[which];
      const { losses, weights, bias } = await train(expected, expected.bias.length);
      expect(losses).toEqual(closeTo(expected.losses));
      expect(weights).toEqual(closeTo(expected.weights));
      expect(bias).toEqual(closeTo(expected.bias));
      expect(losses[49]).toBeLessThan(0.6 * (losses[0] as number));
    },
  );

  it('fire at the same cells', () => {
    const pixels = heads.features.length / channels;
    const planes = Float32Array.from(
      { length: heads.features.length },
      (_, i) => heads.features[(i % pixels) * channels + Math.floor(i / pixels)] as number,
    );
    for (const head of [heads.first, heads.third]) {
      const outputs = head.bias.length;
      const f = headLogits(head, planes, channels);
      const fires = Array.from({ length: pixels }, (_, i) => {
        const logits = Array.from({ length: outputs }, (__, o) => f[o * pixels + i] as number);
        return Number(logits.indexOf(Math.max(...logits)) === outputs - 1);
      });
      expect(fires).toEqual(head.fires);
    }
  });
});

describe('the harmonic mean', () => {
  it('is that of the table', () => {
    const { novel, old, value } = golden.harmonic;
    expect(harmonicMean(novel, old)).toBeCloseTo(value, 10);
  });
});
