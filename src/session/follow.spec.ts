import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { Wanted } from '#src/session/follow';
import {
  asked,
  beginAnew,
  cleanUp,
  failure,
  known,
  reported,
  start,
  stop,
  want,
} from '#src/session/testing/following';
import { settle } from '#src/session/testing/settle';
import { getState, patchSession, patchView } from '#src/store/store';

beforeEach(beginAnew);

afterEach(cleanUp);

describe('what is wanted', () => {
  it('is asked for once', async () => {
    start();
    want(1);
    await settle();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('when following begins is asked for at once', async () => {
    want(1);
    start();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('and known is not asked for', async () => {
    known.add('1');
    start();
    want(1);
    await settle();
    expect(asked).toEqual([]);
  });

  it('is asked for when the change is complete, not in its middle', async () => {
    start();
    want(1);
    expect(asked).toEqual([]);
    want(2);
    await settle();
    expect(asked).toEqual(['2']);
  });

  it('again after it was forgotten is asked for again', async () => {
    start();
    want(1);
    await settle();
    known.clear();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1', '1']);
  });

  it('of an engine that will not come back is not asked for', async () => {
    patchSession({ engineState: 'failed' });
    start();
    want(1);
    await settle();
    expect(asked).toEqual([]);
  });

  it('after the end is not asked for', async () => {
    start();
    want(1);
    stop();
    want(2);
    await settle();
    expect(asked).toEqual([]);
  });
});

describe('one question at a time', () => {
  let answers: (() => void)[] = [];
  const slow = ({ key }: Wanted) =>
    new Promise<void>((resolve) => {
      asked.push(key);
      answers.push(() => {
        known.add(key);
        resolve();
      });
    });

  beforeEach(() => {
    answers = [];
  });

  it('is in flight, and of what is wanted meanwhile only the latest follows', async () => {
    start({ ask: slow });
    for (const minArea of [1, 2, 3]) {
      want(minArea);
      await settle();
    }
    expect(asked).toEqual(['1']);
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1', '3']);
  });

  it('drops what came meanwhile', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    known.add('2');
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('drops what is no longer wanted', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    want(0);
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('ends with the following', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    stop();
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });
});

describe('what has failed', () => {
  it('is reported, and asked for again only after something else', async () => {
    start({ ask: failure });
    want(1);
    await settle();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1']);
    expect(reported).toHaveBeenCalledTimes(1);
    want(2);
    await settle();
    want(1);
    await settle();
    expect(asked).toEqual(['1', '2', '1']);
  });

  it('is asked for again after nothing was wanted', async () => {
    start({ ask: failure });
    for (const minArea of [1, 0, 1]) {
      want(minArea);
      await settle();
    }
    expect(asked).toEqual(['1', '1']);
  });

  it('is asked for again of a new worker', async () => {
    start({ ask: failure });
    want(1);
    await settle();
    patchSession({ generation: getState().session.generation + 1 });
    await settle();
    expect(asked).toEqual(['1', '1']);
  });

  it('is not reported when it was cancelled', async () => {
    start({ ask: () => Promise.reject(new AnomalensError('cancelled', '', true)) });
    want(1);
    await settle();
    expect(reported).not.toHaveBeenCalled();
  });
});
