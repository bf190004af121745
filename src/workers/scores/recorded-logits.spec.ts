import { describe, expect, it, vi } from 'vitest';
import type { RawLogits } from '#src/core/score-files/score-parts';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { MOST_CLASSES } from '#src/gpu/ops/scores/gpu';
import { formulaMaps, recordedLogits } from './recorded-logits';

const SIZE = { width: 2, height: 1 };
/** `[classes, 1, 2]` */
const raw = (classes: number, ...values: number[]): RawLogits =>
  ({ kind: 'logits', classes, ...SIZE, data: Float32Array.from(values) }) as RawLogits;
const kindsOf = (logits: RawLogits) =>
  recordedLogits(logits).formulas.map(({ score }) => score.kind);

describe('recorded logits', () => {
  it('cover the picture cell by cell', () => {
    const { logits, notes } = recordedLogits(raw(2, 1, 2, 3, 4));
    expect(logits).toEqual({
      classes: 2,
      ...SIZE,
      stride: 1,
      grid: { ...SIZE, paddedWidth: 2, paddedHeight: 1 },
      data: Float32Array.of(1, 2, 3, 4),
    });
    expect(notes).toEqual([]);
  });

  it.each([
    ['sums near 1', [0.25, 1, 0.755, 0], true],
    ['a sum that is too large', [0.25, 1, 0.77, 0], false],
    ['a sum that is too small', [0.25, 0.98, 0.75, 0], false],
    ['a value below 0', [-0.001, 0.5, 1, 0.5], false],
    ['a value above 1', [1.02, 0.5, 0, 0.5], false],
  ])('with %s are probabilities: %s', (_what, values, are) => {
    const all = ['msp', 'max-logit', 'entropy', 'energy', 'margin'];
    const kinds = kindsOf(raw(2, ...(values as number[])));
    expect(kinds).toEqual(are ? ['msp', 'entropy', 'margin'] : all);
  });

  it('of probabilities are their logarithms, finite also at 0', () => {
    const { logits, notes } = recordedLogits(raw(2, 0.5, 0, 0.5, 1));
    const wanted = [0.5, 1e-9, 0.5, 1].map((value) => Math.fround(Math.log(Math.fround(value))));
    for (const [i, value] of logits.data.entries()) expect(value).toBeCloseTo(wanted[i] ?? 0, 5);
    expect(notes).toEqual([
      'Its values are probabilities, not logits: each pixel sums to 1. Max logit and energy cannot be told from them.',
    ]);
  });
});

describe('recorded logarithms of probabilities', () => {
  const log = (...shares: number[]) => shares.map(Math.log);

  it('are taken as they are, without what needs logits', () => {
    const { logits, formulas, notes } = recordedLogits(raw(2, ...log(0.25, 0.5, 0.75, 0.5)));
    expect([...logits.data]).toEqual(log(0.25, 0.5, 0.75, 0.5).map(Math.fround));
    expect(formulas.map(({ score }) => score.kind)).toEqual(['msp', 'entropy', 'margin']);
    expect(notes).toEqual([expect.stringContaining('logarithms of probabilities')]);
  });

  it('have exponentials that sum to 1 everywhere', () => {
    expect(kindsOf(raw(2, ...log(0.25, 0.5, 0.75, 0.4)))).toContain('energy');
    expect(kindsOf(raw(2, ...log(0.25, 1, 0.75, 1e-9)))).not.toContain('energy');
  });
});

describe('pixels that are 0 in every class', () => {
  it.each([
    ['probabilities', [0.25, 0, 0.75, 0]],
    ['logarithms', [Math.log(0.25), 0, Math.log(0.75), 0]],
  ])('do not turn %s into logits, and are told', (_what, values) => {
    const { formulas, notes } = recordedLogits(raw(2, ...values));
    expect(formulas.map(({ score }) => score.kind)).toEqual(['msp', 'entropy', 'margin']);
    expect(notes[1]).toBe('1 pixel is 0 in every class: no class is likelier there than another.');
  });

  it('are counted', () => {
    const three: RawLogits = {
      ...{ kind: 'logits', classes: 2, width: 3, height: 1 },
      data: Float32Array.of(0.25, 0, 0, 0.75, 0, 0),
    };
    expect(recordedLogits(three).notes[1]).toMatch(/^2 pixels are 0 in every class/);
  });

  it('alone are logits', () => {
    expect(kindsOf(raw(2, 0, 0, 0, 0))).toContain('energy');
  });
});

describe('the maps of formulas', () => {
  const logitsOf = (classes: number) =>
    recordedLogits(raw(classes, ...Array.from({ length: 2 * classes }, (_, i) => i % 7))).logits;

  it('come from the operation, whose classes are given back', async () => {
    const compute = createCpuCompute();
    const release = vi.fn();
    const maps = [{ ...SIZE, release: vi.fn() }];
    const scores = vi
      .spyOn(compute, 'scores')
      .mockResolvedValue({ scores: maps, classes: { ...SIZE, release } });
    const logits = logitsOf(MOST_CLASSES);
    expect(await formulaMaps(compute, logits, SIZE, ['energy'])).toBe(maps);
    expect(scores).toHaveBeenCalledWith(logits, SIZE, [{ kind: 'energy', temperature: 1 }]);
    expect(release).toHaveBeenCalledOnce();
  });

  it('of more classes than the kernel takes come from its twin', async () => {
    const compute = createCpuCompute();
    const scores = vi.spyOn(compute, 'scores');
    const logits = logitsOf(MOST_CLASSES + 1);
    const [energy, msp] = await formulaMaps(compute, logits, SIZE, ['energy', 'msp']);
    expect(scores).not.toHaveBeenCalled();
    if (!energy || !msp) throw new Error('A map is missing.');
    const [first] = await compute.readScore(energy);
    expect(first).toBeLessThan(0);
    expect((await compute.readScore(msp))[0]).toBeGreaterThan(0);
  });
});
