import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { isHeld } from '#src/session/held/record';
import { ask, holdPicture } from '#src/session/held-pictures';
import {
  asked,
  CRASH,
  failing,
  giveLabel,
  namesOf,
  openPictures,
  READING,
  restart,
  unknown,
} from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';

const ANALYSIS = { pictureId: 'a', scores: [], times: {}, roadLikeness: {} };
let engine: FakeEngine;
const analyse = (pictureId = 'a') => ask('analyze', { pictureId, settings: [] });
const measure = () => ask('measure', { pictureId: 'a', settings: [] });

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('a worker that lacks something', () => {
  it('gets the picture again and is asked once more', async () => {
    engine = openPictures(['a'], {
      analyze: failing(1, unknown('picture-unknown'), () => ANALYSIS),
    });
    await expect(analyse()).resolves.toBe(ANALYSIS);
    expect(namesOf(engine)).toEqual(['loadPicture', 'analyze', 'loadPicture', 'analyze']);
  });

  it.each(['picture-unknown', 'label-unknown'] as const)(
    'is never asked a third time: %s',
    async (code) => {
      engine = openPictures(['a'], { measure: failing(2, unknown(code), () => []) });
      giveLabel('a', { reading: READING });
      await expect(measure()).rejects.toMatchObject({ code });
      expect(asked(engine, 'measure')).toHaveLength(2);
    },
  );

  it('gets a label again without its picture', async () => {
    engine = openPictures(['a'], { measure: failing(1, unknown('label-unknown'), () => []) });
    giveLabel('a', { reading: READING });
    await measure();
    expect(namesOf(engine)).toEqual([
      'loadPicture',
      'loadLabel',
      'measure',
      'loadLabel',
      'measure',
    ]);
  });

  it('is not asked again after an error of another kind', async () => {
    const error = new AnomalensError('out-of-memory', 'Too large.', true);
    engine = openPictures(['a'], { analyze: failing(1, error, () => ANALYSIS) });
    await expect(analyse()).rejects.toBe(error);
    expect(asked(engine, 'analyze')).toHaveLength(1);
  });

  it('is not asked again where sending cannot help', async () => {
    const error = new AnomalensError('picture-unknown', 'Never seen.', false);
    engine = openPictures(['a'], { analyze: failing(1, error, () => ANALYSIS) });
    await expect(analyse()).rejects.toBe(error);
    expect(isHeld('a')).toBe(true);
  });

  it('is not asked again once the question was given up', async () => {
    const controller = new AbortController();
    engine = openPictures(['a'], {
      analyze: () => {
        controller.abort();
        throw unknown('picture-unknown');
      },
    });
    await expect(
      ask('analyze', { pictureId: 'a', settings: [] }, controller),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(namesOf(engine)).toEqual(['loadPicture', 'analyze']);
  });
});

describe('a worker that is replaced', () => {
  it('holds nothing', async () => {
    giveLabel('a', { reading: READING });
    await measure();
    await restart(engine);
    expect(isHeld('a')).toBe(false);
    engine.calls.length = 0;
    await measure();
    expect(namesOf(engine)).toEqual(['loadPicture', 'loadLabel', 'measure']);
  });

  it.each(['engine-crashed', 'device-lost'] as const)(
    'is asked what the lost one left open, when it is there: %s',
    async (code) => {
      const loss = new AnomalensError(code, 'Gone.', true);
      engine = openPictures(['a'], { analyze: failing(1, loss, () => ANALYSIS) });
      const answer = analyse();
      await settle();
      expect(namesOf(engine)).toEqual(['loadPicture', 'analyze']);
      await restart(engine);
      await expect(answer).resolves.toBe(ANALYSIS);
      expect(namesOf(engine)).toEqual(['loadPicture', 'analyze', 'loadPicture', 'analyze']);
    },
  );

  it('may have taken over already', async () => {
    engine = openPictures(['a'], {
      analyze: failing(1, CRASH, () => ANALYSIS),
    });
    await holdPicture('a');
    const answer = analyse();
    const restarted = restart(engine);
    await expect(answer).resolves.toBe(ANALYSIS);
    await restarted;
  });

  it('that is lost as well ends the question', async () => {
    engine = openPictures(['a'], { measure: failing(2, CRASH, () => []) });
    const answer = measure();
    answer.catch(() => undefined);
    await settle();
    await restart(engine);
    await expect(answer).rejects.toBe(CRASH);
    expect(asked(engine, 'measure')).toHaveLength(2);
  });

  it('that will not come ends the question', async () => {
    engine = openPictures(['a'], { analyze: failing(1, CRASH, () => ANALYSIS) });
    const answer = analyse();
    answer.catch(() => undefined);
    await settle();
    engine.emit('state', 'recovering');
    await settle();
    engine.emit('state', 'failed');
    await expect(answer).rejects.toBe(CRASH);
    expect(asked(engine, 'analyze')).toHaveLength(1);
    await expect(analyse()).resolves.toBe(ANALYSIS); // a fake engine still answers
  });

  it('is not waited for when there is none any more', async () => {
    engine = openPictures(['a'], {
      analyze: () => {
        engine.emit('state', 'failed');
        throw CRASH;
      },
    });
    await expect(analyse()).rejects.toBe(CRASH);
  });

  it('is not waited for by a question that was given up', async () => {
    const controller = new AbortController();
    engine = openPictures(['a'], { analyze: failing(1, CRASH, () => ANALYSIS) });
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, controller);
    answer.catch(() => undefined);
    await settle();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('that cannot start is no worker to ask', async () => {
    const error = new AnomalensError('engine-start', 'No.', false);
    Object.assign(engine, { info: Promise.reject(error) });
    await expect(analyse()).rejects.toBe(error);
    expect(engine.calls).toEqual([]);
  });
});
