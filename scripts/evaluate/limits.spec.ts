import { describe, expect, it } from 'vitest';
import { brokenLimits, limitsOf } from './limits.mjs';

type Report = Parameters<typeof brokenLimits>[0];

const report = (methods: Record<string, [AP: number | null, FPR95: number, F1: number]>) =>
  ({
    methods: Object.fromEntries(
      Object.entries(methods).map(([id, [AP, FPR95, F1]]) => [
        id,
        { pixel: { AP, FPR95, AUROC: 90, bestF1: 50 }, component: { sIoU: 1, PPV: 2, F1 } },
      ]),
    ),
  }) as unknown as Report;
const broken = (methods: Parameters<typeof report>[0], below: string[], above: string[] = []) =>
  brokenLimits(report(methods), limitsOf({ 'fail-below': below, 'fail-above': above }));

describe('limits', () => {
  it('are of all methods or of one, whose id may hold a colon', () => {
    expect(
      limitsOf({
        'fail-below': ['AP=60', 'imported:ours:sIoU=2.5'],
        'fail-above': ['rpl:FPR95=0'],
      }),
    ).toEqual([
      { method: null, metric: 'AP', side: 'below', value: 60 },
      { method: 'imported:ours', metric: 'sIoU', side: 'below', value: 2.5 },
      { method: 'rpl', metric: 'FPR95', side: 'above', value: 0 },
    ]);
    expect(limitsOf({})).toEqual([]);
  });

  it.each([
    'AP',
    'ap=60',
    'rpl:F1=60',
    'AP=',
    'AP=high',
    'AP=101',
    'AP=-1',
    'AP=%',
    'AP=0.6',
    '=3',
    ':AP=3',
    'toString=3',
  ])('%j is none', (text) => {
    expect(() => limitsOf({ 'fail-below': [text] })).toThrow(`--fail-below ${text}: `);
  });

  it('under 1 are asked about, since a fraction would let everything pass', () => {
    expect(() => limitsOf({ 'fail-below': ['AP=0.6'] })).toThrow('write 60, or 0.6% if');
    expect(limitsOf({ 'fail-above': ['FPR95=0.6%', 'AP=60 %', 'AP=1'] })).toMatchObject([
      { value: 0.6 },
      { value: 60 },
      { value: 1 },
    ]);
  });

  it('are broken by a sentence each, with method, metric, value and limit', () => {
    const methods: Parameters<typeof report>[0] = { energy: [55.25, 30, 10], rpl: [70, 20.5, 40] };
    expect(broken(methods, ['AP=60', 'componentF1=20'], ['FPR95=20'])).toEqual([
      'energy: AP is 55.25, below the limit of 60.',
      'energy: componentF1 is 10, below the limit of 20.',
      'energy: FPR95 is 30, above the limit of 20.',
      'rpl: FPR95 is 20.5, above the limit of 20.',
    ]);
  });

  it('are kept by a value on them', () => {
    expect(broken({ energy: [60, 20, 0] }, ['AP=60'], ['FPR95=20'])).toEqual([]);
  });

  it('of one method go before those of all, on their own side', () => {
    const methods: Parameters<typeof report>[0] = { energy: [55, 30, 10], rpl: [50, 20, 40] };
    expect(broken(methods, ['AP=60', 'rpl:AP=40'], ['rpl:AP=45', 'AP=99'])).toEqual([
      'energy: AP is 55, below the limit of 60.',
      'rpl: AP is 50, above the limit of 45.',
    ]);
  });

  it('are broken where nothing says that they are kept', () => {
    expect(broken({ energy: [null, 0, 0] }, ['AP=60'], ['AP=70'])).toEqual([
      'energy: AP is undefined, and has to be at least 60.',
      'energy: AP is undefined, and has to be at most 70.',
    ]);
  });
});
