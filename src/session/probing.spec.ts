import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { ProbeResult } from '#src/protocol/view';
import { asked, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchPicture, patchView } from '#src/store/store';
import { dropWaiting, ignoreAnswer, type Place, probePixel } from './probing';

const placeAt = (x: number, pin?: boolean): Place => ({ at: { x: 10 * x, y: 7 }, x, y: 3, pin });
const shown = () => getState().results.probe;

/** Probes that wait for their answer, in order. */
let answers: ((error?: Error) => void)[];
let engine: FakeEngine;

beforeEach(() => {
  answers = [];
  engine = showDmlnet({
    probe: ({ pictureId, x, y }) =>
      new Promise<ProbeResult>((resolve, reject) =>
        answers.push((error) =>
          error
            ? reject(error)
            : resolve({
                pictureId,
                x,
                y,
                isLeftOut: false,
                scores: [],
                classes: [],
                learnt: null,
                regionId: null,
              }),
        ),
      ),
  });
});

// The next test finds no question under way.
afterEach(async () => {
  dropWaiting();
  for (const answer of answers) answer();
  await settle();
});

const asks = () => asked(engine, 'probe').map(({ x }) => x);

describe('the probe', () => {
  it('asks for all scores of the shown picture, and shows the answer at the pointer', async () => {
    probePixel(placeAt(1));
    await settle();
    expect(asked(engine, 'probe')).toMatchObject([
      { pictureId: 'a', x: 1, y: 3, minArea: getState().view.minArea },
    ]);
    expect(asked(engine, 'probe')[0]?.active.paneId).toBe(getState().view.panes[0]?.paneId);
    expect(shown()).toBeNull();
    answers[0]?.();
    await settle();
    expect(shown()).toMatchObject({ at: { x: 10, y: 7 }, pinned: false, result: { x: 1, y: 3 } });
  });

  it('asks one question at a time, then the latest place', async () => {
    for (const x of [1, 2, 3]) probePixel(placeAt(x));
    await settle();
    expect(asks()).toEqual([1]);
    probePixel(placeAt(4));
    answers[0]?.();
    await settle();
    expect(asks()).toEqual([1, 4]);
    answers[1]?.();
    await settle();
    expect(shown()?.result.x).toBe(4);
    expect(asks()).toEqual([1, 4]);
  });

  it('a question that fails is not shown, and the next is asked', async () => {
    probePixel(placeAt(1));
    await settle();
    probePixel(placeAt(2));
    answers[0]?.(new AnomalensError('option-invalid', 'No.'));
    await settle();
    expect(shown()).toBeNull();
    expect(asks()).toEqual([1, 2]);
    answers[1]?.();
    await settle();
    probePixel(placeAt(3));
    await settle();
    expect(asks()).toEqual([1, 2, 3]);
  });

  it('stays pinned until a place says otherwise', async () => {
    for (const [place, pinned] of [
      [placeAt(1, true), true],
      [placeAt(2), true],
      [placeAt(3, false), false],
      [placeAt(4), false],
    ] as const) {
      probePixel(place);
      await settle();
      answers.pop()?.();
      await settle();
      expect(shown()?.pinned).toBe(pinned);
    }
  });

  it('a place that waits can be dropped', async () => {
    probePixel(placeAt(1));
    await settle();
    probePixel(placeAt(2));
    dropWaiting();
    answers[0]?.();
    await settle();
    expect(asks()).toEqual([1]);
    expect(shown()?.result.x).toBe(1);
  });

  it('an answer that comes after the pointer has left, or another picture has come, is not shown', async () => {
    probePixel(placeAt(1));
    await settle();
    ignoreAnswer();
    answers[0]?.();
    await settle();
    expect(shown()).toBeNull();
    probePixel(placeAt(2));
    await settle();
    patchView({ shownId: 'b' });
    answers[1]?.();
    await settle();
    expect(shown()).toBeNull();
  });

  it('asks nothing of a picture without scores, nor without a picture', async () => {
    patchPicture('a', { state: 'analysing' });
    probePixel(placeAt(1));
    await settle();
    patchView({ shownId: null });
    probePixel(placeAt(1));
    await settle();
    expect(asks()).toEqual([]);
  });
});
