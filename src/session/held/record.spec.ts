import { beforeEach, describe, expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { metricHeadMethod, promptedMethod } from '#src/methods/capabilities';
import { openPictures, restart } from '#src/session/testing/pictures-page';
import {
  forgetHeld,
  forgetShot,
  hasAnalysis,
  hasMasks,
  holdsLabel,
  holdsScore,
  holdsShot,
  isAnalysed,
  isHeld,
  noteAnalysis,
  noteHeld,
  noteLabel,
  noteMasks,
  noteScore,
  noteShot,
  noteUsed,
  type SentLabel,
  surplusOf,
} from './record';

const LABEL: SentLabel = {
  blob: new Blob(['label']),
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  turn: 'if-only-so',
};
const MASK = encodeRle(Uint8Array.of(1, 0), { width: 2, height: 1 });
let engine: ReturnType<typeof openPictures>;

beforeEach(() => {
  engine = openPictures(['a', 'b']);
});

describe('what the worker holds of a picture', () => {
  it('is nothing before it has the picture, whatever is noted', () => {
    noteUsed('a');
    noteLabel('a', LABEL);
    noteScore('a', 'score-1');
    noteAnalysis('a', 'rpl', 'key');
    noteMasks('a', 'key');
    expect(isHeld('a')).toBe(false);
    expect(holdsLabel('a', LABEL)).toBe(false);
    expect(holdsScore('a', 'score-1')).toBe(false);
    expect(isAnalysed('a', 'rpl', 'key')).toBe(false);
    expect(hasAnalysis('a')).toBe(false);
    expect(hasMasks('a', 'key')).toBe(false);
  });

  it('is what was noted since it has it, of this picture alone', () => {
    for (const id of ['a', 'b']) noteHeld(id);
    expect([hasAnalysis('a'), holdsLabel('a', LABEL), hasMasks('a', 'key')]).not.toContain(true);
    noteLabel('a', LABEL);
    noteScore('a', 'score-1');
    noteAnalysis('a', 'rpl', 'key');
    noteMasks('a', 'key');
    expect(holdsLabel('a', LABEL)).toBe(true);
    const same = { as: 'ids', anomaly: [1], ignore: [255] } as const;
    expect(holdsLabel('a', { ...LABEL, reading: same })).toBe(true);
    expect(holdsLabel('a', { ...LABEL, reading: { as: 'soft' } })).toBe(false);
    expect(holdsLabel('a', { ...LABEL, turn: 'with-picture' })).toBe(false);
    const leftOut = { serial: 1, mask: MASK };
    expect(holdsLabel('a', { ...LABEL, leftOut })).toBe(false);
    expect(holdsLabel('a', { ...LABEL, leftOut: null })).toBe(true);
    expect(holdsLabel('a', { ...LABEL, blob: new Blob(['label']) })).toBe(false);
    expect([holdsScore('a', 'score-1'), holdsScore('a', 'score-2')]).toEqual([true, false]);
    expect(isAnalysed('a', 'rpl', 'key')).toBe(true);
    expect([isAnalysed('a', 'rpl', 'other'), isAnalysed('a', 'dmlnet', 'key')]).toEqual([
      false,
      false,
    ]);
    expect([hasMasks('a', 'key'), hasMasks('a', 'other')]).toEqual([true, false]);
    expect([hasAnalysis('b'), holdsLabel('b', LABEL), hasMasks('b', 'key')]).not.toContain(true);
    noteLabel('a', null);
    expect(holdsLabel('a', LABEL)).toBe(false);
  });

  it('goes with the picture, and is not back with it', () => {
    noteHeld('a');
    noteScore('a', 'score-1');
    noteAnalysis('a', 'rpl', 'key');
    forgetHeld('a');
    expect([isHeld('a'), hasAnalysis('a')]).toEqual([false, false]);
    noteHeld('a');
    expect([isHeld('a'), holdsScore('a', 'score-1'), hasAnalysis('a')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('an analysis of the prompted network leaves the masks of its generator, others leave all', () => {
    noteHeld('a');
    noteMasks('a', 'key');
    noteAnalysis('a', metricHeadMethod.model, 'key');
    expect(hasMasks('a', 'key')).toBe(true);
    noteAnalysis('a', promptedMethod.model, 'key');
    expect(hasMasks('a', 'key')).toBe(false);
  });
});

describe('pictures beyond those that are kept', () => {
  it('are those that were not used for longest, and never one that has to stay', () => {
    for (const id of ['a', 'b', 'c', 'd']) noteHeld(id);
    noteUsed('a');
    expect(surplusOf(4, [])).toEqual([]);
    expect(surplusOf(2, [])).toEqual(['b', 'c']);
    expect(surplusOf(1, ['b', null])).toEqual(['c', 'd', 'a']);
    expect(surplusOf(9, [])).toEqual([]);
    noteHeld('b');
    expect(surplusOf(3, [])).toEqual(['c']);
  });
});

describe('annotations', () => {
  it('are held with the mask that was sent, until they are forgotten', () => {
    noteShot('shot', MASK);
    expect(holdsShot('shot', MASK)).toBe(true);
    expect(holdsShot('shot', { ...MASK })).toBe(false);
    expect([forgetShot('shot'), forgetShot('shot')]).toEqual([true, false]);
    expect(holdsShot('shot', MASK)).toBe(false);
  });
});

it('another worker holds nothing', async () => {
  noteHeld('a');
  noteShot('shot', MASK);
  await restart(engine);
  expect([isHeld('a'), holdsShot('shot', MASK)]).toEqual([false, false]);
  noteHeld('a');
  openPictures(['a']);
  expect(isHeld('a')).toBe(false);
});
