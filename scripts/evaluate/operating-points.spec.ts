import { describe, expect, it } from 'vitest';
import { pointLines, wishesOf } from './operating-points.mjs';

const wished = (...texts: string[]) => wishesOf({ 'operating-point': texts });

describe('--operating-point', () => {
  it('is a recall or precision in per cent, or false alarms per image, as often as wanted', () => {
    expect(wished('recall=90', 'precision=12.5 %', 'false-alarms=0.5')).toEqual([
      { by: 'recall', value: 0.9 },
      { by: 'precision', value: 0.125 },
      { by: 'false-alarms', value: 0.5 },
    ]);
    expect(wished('false-alarms=0', 'recall=0.5%')).toMatchObject([{ value: 0 }, { value: 0.005 }]);
    expect(wishesOf({})).toEqual([]);
  });

  it('under 1 per cent is asked about', () => {
    expect(() => wished('recall=0.9')).toThrow(
      '--operating-point recall=0.9: recalls are in per cent: write 90, or 0.9% if so little is meant',
    );
  });

  it.each([
    'recall',
    'recall=',
    'recall=high',
    'recall=101',
    'recall=-1',
    'precision=0',
    'Recall=90',
    'F1=90',
    '=90',
    'false-alarms=',
    'false-alarms=-1',
    'false-alarms=50%',
    'false-alarms=Infinity',
  ])('is not "%s"', (text) => {
    expect(() => wished(text)).toThrow(`--operating-point ${text}: `);
  });

  it('has no meaning with classes, and is of a whole set', () => {
    const values = { 'operating-point': ['recall=90'] };
    expect(() => wishesOf({ ...values, 'closed-set': true })).toThrow('with --closed-set');
    expect(() => wishesOf({ ...values, shard: '1/2' })).toThrow('give it to --merge');
  });
});

describe('what is said', () => {
  type Methods = Parameters<typeof pointLines>[0];
  const point = {
    by: 'recall',
    wanted: 90,
    reached: true,
    threshold: -7.25,
    recall: 90.2,
    precision: 41,
    FPR: 1.5,
    falseAlarms: 2.25,
  };
  const lines = (...points: object[]) =>
    pointLines({ energy: { operatingPoints: points } } as unknown as Methods);

  it('is a line for each point, and nothing without', () => {
    expect(lines(point)).toEqual([
      'threshold by  method  threshold  recall  precision   FPR  false alarms',
      'recall 90 %   energy   -7.25000   90.20      41.00  1.50          2.25',
    ]);
    expect(pointLines({ energy: { operatingPoints: null } } as unknown as Methods)).toEqual([]);
  });

  it('names what cannot be reached, with the best', () => {
    const missed = { ...point, reached: false };
    expect(lines({ ...missed, by: 'precision', wanted: 80 }).at(-1)).toBe(
      '* energy: no threshold has a precision of 80 %: the best is 41.00 %.',
    );
    expect(lines({ ...missed, by: 'false-alarms', wanted: 0.5 }).slice(1)).toEqual([
      expect.stringMatching(/^false alarms 0\.5 \* {2}energy/),
      '* energy: the highest threshold has 2.25 false alarms per image already, more than 0.5.',
    ]);
    const none = { ...missed, threshold: null, recall: null, precision: null, falseAlarms: null };
    expect(lines(none).at(-1)).toBe(
      '* energy: no label has an unknown pixel, so that there is no recall.',
    );
    expect(lines({ ...none, by: 'false-alarms' }).at(-1)).toBe(
      '* energy: no false alarm could be counted.',
    );
  });
});
