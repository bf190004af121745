import { beforeEach, describe, expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { ask, dropPictures, dropShots, holdPicture } from '#src/session/held-pictures';
import { asked, failing, namesOf, openPictures, unknown } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { draftOf } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

let engine: FakeEngine;

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('annotations', () => {
  const shotOf = (id: string, identity: string): Shot => ({
    id,
    picture: { name: `${identity}.png`, identity, width: 2, height: 1 },
    mask: encodeRle(Uint8Array.of(0, 1), { width: 2, height: 1 }),
    pixels: 1,
  });
  const shots = [shotOf('one', 'drive#0'), shotOf('two', 'drive#1')] as const;
  const learn = (ids: readonly string[], options = {}) =>
    ask('learnClass', { shotIds: ids, earlier: [], kind: 'prototype' }, options);

  function annotate(list: readonly Shot[]): void {
    const draft = getState().openWorld.draft;
    patchOpenWorld({ draft: { ...draft, present: { ...draftOf(getState()), shots: list } } });
  }

  beforeEach(async () => {
    engine = openPictures(['a', 'b']);
    for (const id of ['a', 'b']) await holdPicture(id);
    annotate(shots);
    engine.calls.length = 0;
  });

  it('are sent with the question, and not again', async () => {
    await learn(['one', 'two']);
    await ask('trainingLabels', { shotId: 'one', earlier: [] });
    expect(namesOf(engine)).toEqual(['collectShot', 'collectShot', 'learnClass', 'trainingLabels']);
    expect(asked(engine, 'collectShot')).toEqual([
      { shotId: 'one', pictureId: 'a', mask: shots[0].mask },
      { shotId: 'two', pictureId: 'b', mask: shots[1].mask },
    ]);
  });

  it('are sent again when they have changed', async () => {
    await learn(['one']);
    annotate([shotOf('one', 'drive#0')]);
    await learn(['one']);
    expect(asked(engine, 'collectShot')).toHaveLength(2);
  });

  it('say which of how many is being sent', async () => {
    const told: number[][] = [];
    await learn(['one', 'two'], { onShot: (...of: number[]) => told.push(of) });
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('bring their pictures along', async () => {
    dropPictures(['b']);
    engine.calls.length = 0;
    await learn(['two']);
    expect(namesOf(engine)).toEqual(['loadPicture', 'collectShot', 'learnClass']);
  });

  it('of which the worker lacks one are all sent again, once', async () => {
    engine = openPictures(['a', 'b'], {
      learnClass: failing(1, unknown('shot-unknown'), () => ({}) as never),
      trainingLabels: failing(2, unknown('shot-unknown'), () => ({}) as never),
    });
    for (const id of ['a', 'b']) await holdPicture(id);
    annotate(shots);
    await learn(['one', 'two']);
    expect(asked(engine, 'collectShot')).toHaveLength(4);
    expect(asked(engine, 'learnClass')).toHaveLength(2);
    await expect(ask('trainingLabels', { shotId: 'one', earlier: [] })).rejects.toMatchObject({
      code: 'shot-unknown',
    });
    expect(asked(engine, 'collectShot')).toHaveLength(5);
    expect(asked(engine, 'trainingLabels')).toHaveLength(2);
  });

  it('bring a picture along again that the worker has dropped', async () => {
    engine = openPictures(['a'], {
      collectShot: failing(1, unknown('picture-unknown'), () => ({ pixels: 1 })),
    });
    await holdPicture('a');
    annotate(shots);
    await learn(['one']);
    expect(namesOf(engine)).toEqual([
      'loadPicture',
      'collectShot',
      'loadPicture',
      'collectShot',
      'learnClass',
    ]);
  });

  it('that are neither annotated nor learnt are not asked about', async () => {
    await expect(learn(['three'])).rejects.toMatchObject({ code: 'shot-unknown' });
    expect(engine.calls).toEqual([]);
  });

  it('of a picture that is not open say which', async () => {
    annotate([shotOf('one', 'drive#9')]);
    await expect(learn(['one'])).rejects.toMatchObject({
      code: 'picture-unknown',
      message: 'drive#9.png is no longer open.',
      retryable: false,
    });
    expect(engine.calls).toEqual([]);
  });

  it('that were given up are sent no further', async () => {
    const controller = new AbortController();
    const answer = learn(['one', 'two'], {
      signal: controller.signal,
      onShot: (current: number) => current === 1 && controller.abort(),
    });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked(engine, 'learnClass')).toEqual([]);
    expect(asked(engine, 'collectShot').length).toBeLessThan(2);
  });

  it('are dropped where the worker has them', async () => {
    await learn(['one']);
    dropShots(['one', 'two']);
    dropShots(['one']);
    await settle();
    expect(asked(engine, 'dropShots')).toEqual([{ shotIds: ['one'] }]);
  });
});
