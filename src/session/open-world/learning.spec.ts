import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { LearningProgress, Lesson } from '#src/protocol/open-world';
import { asked, SIZE, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { draftOf } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, useStore } from '#src/store/store';
import { learn, refuseLearning, showProgress, stopLearning } from './learning';

const LESSON = { pixels: 3 } as unknown as Lesson;
const STEP: LearningProgress = { phase: 'train', current: 1, total: 9 } as LearningProgress;
const MASK = encodeRle(new Uint8Array(SIZE.width * SIZE.height).fill(1, 0, 3), SIZE);
const SHOT: Shot = {
  id: 'shot-1',
  picture: { name: 'a.png', identity: 'identity of a', ...SIZE },
  mask: MASK,
  pixels: 3,
};
const EARLIER = [{ kind: 'prototype' as const, prototype: [1], radius: 2 }];

let engine: FakeEngine;
let answer: (lesson: Lesson | Error) => void;
const openWorld = () => getState().openWorld;
const begin = () => learn({ shots: [SHOT], earlier: EARLIER, kind: 'head' });

beforeEach(() => {
  engine = showDmlnet({
    learnClass: () =>
      new Promise((resolve, reject) => {
        answer = (lesson) => (lesson instanceof Error ? reject(lesson) : resolve(lesson));
      }),
  });
  const { draft } = openWorld();
  patchOpenWorld({ draft: { ...draft, present: { ...draftOf(getState()), shots: [SHOT] } } });
});

describe('learning', () => {
  it('sends the shots, says how far it is, and gives the lesson', async () => {
    const error = { code: 'internal' as const, message: 'Before.', retryable: false };
    patchOpenWorld({ error, progress: STEP });
    const seen: unknown[] = [];
    const stop = useStore.subscribe((state, before) => {
      if (state.openWorld.progress !== before.openWorld.progress)
        seen.push(state.openWorld.progress);
    });
    const done = begin();
    expect(openWorld()).toMatchObject({ learning: true, progress: null, error: null });
    await settle();
    expect(asked(engine, 'learnClass')).toEqual([
      { shotIds: ['shot-1'], earlier: EARLIER, kind: 'head' },
    ]);
    showProgress(STEP);
    answer(LESSON);
    expect(await done).toBe(LESSON);
    stop();
    expect(seen).toEqual([null, { phase: 'collect', current: 1, total: 1 }, STEP, null]);
    expect(openWorld()).toMatchObject({ learning: false, progress: null, error: null });
  });

  it('there is one at a time', async () => {
    const done = begin();
    expect(await begin()).toBeNull();
    await settle();
    expect(asked(engine, 'learnClass')).toHaveLength(1);
    expect(openWorld().learning).toBe(true);
    answer(LESSON);
    await done;
    const next = begin();
    await settle();
    answer(LESSON);
    expect(await next).toBe(LESSON);
  });

  it('what fails says why', async () => {
    const done = begin();
    await settle();
    answer(new AnomalensError('option-invalid', 'Too few pixels.'));
    expect(await done).toBeNull();
    expect(openWorld()).toMatchObject({
      learning: false,
      error: { code: 'option-invalid', message: 'Too few pixels.' },
    });
  });

  it('what is cancelled is no error, and shows no further step', async () => {
    const done = begin();
    await settle();
    stopLearning();
    showProgress(STEP);
    expect(openWorld().progress).not.toEqual(STEP);
    answer(new AnomalensError('cancelled', 'Cancelled.'));
    expect(await done).toBeNull();
    expect(openWorld()).toMatchObject({ learning: false, progress: null, error: null });
  });

  it('the last word of the worker after the end is not shown', () => {
    stopLearning();
    showProgress(STEP);
    expect(openWorld().progress).toBeNull();
  });

  it('a class that cannot be learnt says what is missing', () => {
    refuseLearning('Give it a name');
    expect(openWorld().error).toEqual({
      code: 'option-invalid',
      message: 'Give it a name.',
      retryable: false,
    });
  });
});
