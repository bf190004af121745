import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { ThresholdAnswer } from '#src/store/set/threshold-wish';
import { ThresholdByForm } from './threshold-by';
import { answerWords, valueTyped } from './threshold-words';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

type Kinds = Parameters<typeof ThresholdByForm>[0]['kinds'];
const markup = (kinds: Kinds, words = '') =>
  renderToStaticMarkup(createElement(ThresholdByForm, { kinds, words, onAsk: () => undefined }));

describe('the form', () => {
  it('offers what can be answered, with a usual value, and says what was reached', () => {
    const html = markup(['recall', 'precision'], 'Recall 90.2 %');
    expect(html.match(/<option[^>]*>[^<]*/g)?.map((option) => option.replace(/.*>/, ''))).toEqual([
      'recall, at least',
      'precision, at least',
    ]);
    expect(html).toContain('aria-label="recall, at least, per cent"');
    expect(html).toContain('value="90"');
    expect(html).toContain('<output class="threshold-by__words">Recall 90.2 %</output>');
    expect(html).not.toContain('A picture is flagged');
  });

  it('says what a false alarm is, which is counted and no share', () => {
    const html = markup(['false-alarms']);
    expect(html).toContain('A false alarm is a region that shares no pixel with an object');
    expect(html).toContain('aria-label="false alarms a picture, at most"');
    expect(html).not.toContain('%');
  });

  it('says what a flagged picture is', () => {
    expect(markup(['flagged'])).toContain('A picture is flagged when an object of at least 0.01 %');
  });
});

it.each([
  ['90', 0.9],
  [' 12,5 % ', 0.125],
  ['0', 0],
  ['100', 1],
  ['', null],
  ['%', null],
  ['101', null],
  ['-1', null],
  ['many', null],
])('"%s" typed in per cent is %s', (text, share) => {
  expect(valueTyped('recall', text)).toBe(share);
});

it.each([
  ['0,5', 0.5],
  ['0', 0],
  ['250', 250],
  ['50 %', null],
  ['', null],
  ['-1', null],
  ['Infinity', null],
])('"%s" typed for false alarms is %s', (text, count) => {
  expect(valueTyped('false-alarms', text)).toBe(count);
});

describe('the answer', () => {
  const point = { threshold: 0.5, recall: 0.9021, precision: 0.41 };
  const reached = { reached: true, point } as const;
  const missed = { reached: false, point } as const;
  const alarms = { threshold: 0.5, truePositives: 1, falsePositives: 2, falseAlarms: 15 };
  const flags = { threshold: 0.5, flagged: 12, pictures: 240 };

  it.each<[ThresholdAnswer, string]>([
    [
      { by: 'recall', result: reached, images: 30 },
      'Recall 90.2 %, precision 41.0 % on 30 pictures',
    ],
    [
      { by: 'precision', result: reached, images: 1 },
      'Recall 90.2 %, precision 41.0 % on this picture',
    ],
    [
      { by: 'precision', result: missed, images: 30 },
      'None of the measured thresholds has this precision on 30 pictures: the best is 41.0 %. Nothing was set.',
    ],
    [
      { by: 'recall', result: { reached: false, point: null }, images: 30 },
      'There is nothing unknown in the labels, so there is no recall.',
    ],
    [
      { by: 'false-alarms', result: { reached: true, point: alarms }, images: 30 },
      '0.50 false alarms a picture on 30 pictures',
    ],
    [
      { by: 'false-alarms', result: { reached: false, point: alarms }, images: 30 },
      'The highest threshold has 0.50 false alarms a picture already on 30 pictures. Nothing was set.',
    ],
    [
      { by: 'false-alarms', result: { reached: false, point: null }, images: 30 },
      'False alarms could not be counted.',
    ],
    [{ by: 'flagged', result: flags, waiting: 0 }, '12 of 240 pictures flagged, 5.0 %'],
    [
      { by: 'flagged', result: flags, waiting: 7 },
      '12 of 240 pictures flagged, 5.0 %, 7 not looked at yet',
    ],
    [
      { by: 'flagged', result: null, waiting: 0 },
      'No threshold changes which pictures are flagged.',
    ],
  ])('%o is in words', (answer, words) => {
    expect(answerWords(answer)).toBe(words);
  });
});
