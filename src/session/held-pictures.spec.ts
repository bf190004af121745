import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { isHeld } from '#src/session/held/record';
import {
  ask,
  dropLabel,
  dropPictures,
  dropShots,
  holdPicture,
  sendLabel,
  sendScores,
} from '#src/session/held-pictures';
import {
  asked,
  CRASH,
  failing,
  frameSource,
  giveLabel,
  namesOf,
  openPictures,
  restart,
  settle,
  unknown,
} from '#src/session/testing/pictures-page';
import { pictureSources, scoreFiles } from '#src/store/files';
import { draftOf } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, patchPicture, patchPictures, patchView } from '#src/store/store';

const ANALYSIS = { pictureId: 'a', scores: [], times: {}, roadLikeness: {} };
const ANSWER = { code: 'picture-unknown' };
let engine: FakeEngine;

const analyse = (pictureId = 'a') => ask('analyze', { pictureId, settings: [] });
const measure = () => ask('measure', { pictureId: 'a', settings: [] });

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('a question about a picture', () => {
  it('sends it first when the worker lacks it, and not again', async () => {
    await analyse();
    await analyse();
    expect(namesOf(engine)).toEqual(['loadPicture', 'analyze', 'analyze']);
    const { pictureId, source } = asked(engine, 'loadPicture')[0]!;
    expect([pictureId, source.name, await source.blob.text()]).toEqual([
      'a',
      'drive 0 s',
      'drive 0 1',
    ]);
  });

  it('leaves what the worker read of it in the list', async () => {
    await analyse();
    expect(getState().pictures.byId.a).toMatchObject({
      state: 'loaded',
      identity: 'drive#0',
      error: null,
      info: { width: 64, height: 36, original: { width: 64, height: 36 }, format: 'JPEG' },
      thumbnailUrl: expect.stringMatching(/^blob:/),
    });
  });

  it('keeps the thumbnail that the list has', async () => {
    patchPicture('a', { thumbnailUrl: 'blob:earlier' });
    await analyse();
    expect(getState().pictures.byId.a?.thumbnailUrl).toBe('blob:earlier');
  });

  it('says that the picture is being opened, and takes an earlier error back', async () => {
    let goOn = () => {};
    const source = frameSource('drive', 0);
    const opening = new Promise<void>((resolve) => (goOn = resolve)).then(source.open);
    pictureSources.set('a', { ...source, open: () => opening });
    patchPicture('a', { error: { code: 'internal', message: '', retryable: false } });
    const held = holdPicture('a');
    await settle();
    expect(getState().pictures.byId.a).toMatchObject({ state: 'loading', error: null });
    goOn();
    await held;
  });

  it('waits for a picture that is on its way, also with others', async () => {
    await Promise.all([analyse(), analyse(), holdPicture('a')]);
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
    expect(asked(engine, 'analyze')).toHaveLength(2);
  });

  it('opens the source anew each time the picture is sent', async () => {
    const source = frameSource('drive', 7);
    pictureSources.set('a', source);
    await analyse();
    dropPictures(['a']);
    await analyse();
    expect(source.opened).toBe(2);
    expect(getState().pictures.byId.a?.identity).toBe('drive#7');
  });

  it('is refused when the picture is no longer open', async () => {
    patchPictures({ order: [], byId: {} });
    await expect(analyse()).rejects.toMatchObject(ANSWER);
    pictureSources.delete('b');
    await expect(analyse('b')).rejects.toMatchObject(ANSWER);
    expect(engine.calls).toEqual([]);
  });

  it('lets a picture go that was removed while it was decoded', async () => {
    engine = openPictures(['a', 'b'], {
      loadPicture: async ({ pictureId }) => {
        patchPictures({ order: ['b'], byId: {} });
        return {
          pictureId,
          width: 1,
          height: 1,
          original: { width: 1, height: 1 },
          format: 'PNG',
          notices: [],
          thumbnail: new Blob([]),
        };
      },
    });
    await holdPicture('a');
    expect(namesOf(engine)).toEqual(['loadPicture', 'releasePicture']);
    expect(isHeld('a')).toBe(false);
  });

  it('that needs no picture sends none', async () => {
    await ask('prepareModel', { modelId: 'base-road' });
    expect(namesOf(engine)).toEqual(['prepareModel']);
  });
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
      giveLabel('a');
      await expect(measure()).rejects.toMatchObject({ code });
      expect(asked(engine, 'measure')).toHaveLength(2);
    },
  );

  it('gets a label again without its picture', async () => {
    engine = openPictures(['a'], { measure: failing(1, unknown('label-unknown'), () => []) });
    giveLabel('a');
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

describe('a question that was given up', () => {
  it('before it began sends nothing', async () => {
    const signal = AbortSignal.abort();
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, { signal });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.calls).toEqual([]);
  });

  it('while the picture was sent asks nothing', async () => {
    const controller = new AbortController();
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, controller);
    pictureSources.set('a', {
      ...frameSource('drive', 1),
      open: async () => {
        controller.abort();
        return { blob: new Blob([]), name: '' };
      },
    });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(namesOf(engine)).toEqual(['loadPicture']);
  });

  it('is told to the worker', async () => {
    const controller = new AbortController();
    engine = openPictures(['a']);
    await holdPicture('a');
    const answer = ask('analyze', { pictureId: 'a', settings: [] }, controller);
    await Promise.resolve();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('what goes along with a picture', () => {
  const score = { methodId: 'imported-1', blob: new Blob(['score']), name: 'a.npy' };

  it.each([
    ['measure', ['importScore', 'loadLabel']],
    ['measureAt', ['importScore', 'loadLabel']],
    ['exportFile', ['importScore', 'loadLabel']],
    ['measureClasses', ['loadLabel']],
    ['measureLearnt', ['loadLabel']],
    ['probe', ['importScore']],
    ['annotationMask', ['importScore']],
    ['analyze', []],
    ['segmentPrompts', []],
    ['metricSpace', []],
    ['regionFeatures', []],
  ] as const)('to %s is %j', async (name, along) => {
    const nothing = () => null as never;
    engine = openPictures(['a'], { [name]: nothing });
    giveLabel('a');
    scoreFiles.set('a', [score]);
    await ask(name, { pictureId: 'a' } as never);
    await ask(name, { pictureId: 'a' } as never);
    expect(namesOf(engine)).toEqual(['loadPicture', ...along, name, name]);
  });

  it('is sent again with the picture', async () => {
    giveLabel('a');
    scoreFiles.set('a', [score]);
    await measure();
    dropPictures(['a']);
    engine.calls.length = 0;
    await measure();
    expect(namesOf(engine)).toEqual(['loadPicture', 'importScore', 'loadLabel', 'measure']);
    expect(asked(engine, 'importScore')).toEqual([{ pictureId: 'a', ...score }]);
  });

  it('is what the label says and how it is to be read', async () => {
    const label = giveLabel('a', { encoding: 'mask-255', hint: null });
    await measure();
    expect(asked(engine, 'loadLabel')).toEqual([
      {
        pictureId: 'a',
        source: { blob: label.blob, name: label.name, hint: null, encoding: 'mask-255' },
      },
    ]);
  });

  it('is a label that is read in another way, or another label', async () => {
    const label = giveLabel('a');
    await measure();
    giveLabel('a', { blob: label.blob, encoding: 'mask-255' });
    await measure();
    giveLabel('a', { blob: new Blob(['another']), encoding: 'mask-255' });
    await measure();
    await measure();
    expect(asked(engine, 'loadLabel')).toHaveLength(3);
  });

  it('is what was imported since', async () => {
    scoreFiles.set('a', [score]);
    await sendScores('a');
    scoreFiles.set('a', [score, { ...score, methodId: 'imported-2' }]);
    await sendScores('a');
    await sendScores('a');
    expect(asked(engine, 'importScore').map(({ methodId }) => methodId)).toEqual([
      'imported-1',
      'imported-2',
    ]);
  });

  it('is not sent twice by questions at the same time', async () => {
    giveLabel('a');
    scoreFiles.set('a', [score]);
    await Promise.all([measure(), measure(), sendLabel('a'), sendScores('a')]);
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
    expect(asked(engine, 'loadLabel')).toHaveLength(1);
    expect(asked(engine, 'importScore')).toHaveLength(1);
  });
});

describe('a label', () => {
  it('of a picture that the worker lacks waits for it', async () => {
    giveLabel('a');
    expect(await sendLabel('a')).toBeNull();
    expect(engine.calls).toEqual([]);
  });

  it('is read once, and again after it was dropped', async () => {
    giveLabel('a');
    await holdPicture('a');
    expect(await sendLabel('a')).toMatchObject({ encoding: 'anomaly-1' });
    expect(await sendLabel('a')).toBeNull();
    dropLabel('a');
    expect(await sendLabel('a')).toMatchObject({ encoding: 'anomaly-1' });
    expect(namesOf(engine)).toEqual(['loadPicture', 'loadLabel', 'dropLabel', 'loadLabel']);
  });

  it('that is not there is not sent', async () => {
    await holdPicture('a');
    expect(await sendLabel('a')).toBeNull();
    expect(namesOf(engine)).toEqual(['loadPicture']);
  });

  it('brings its picture along again', async () => {
    engine = openPictures(['a'], {
      loadLabel: failing(1, unknown('picture-unknown'), () => ({}) as never),
    });
    giveLabel('a');
    await holdPicture('a');
    await sendLabel('a');
    expect(namesOf(engine)).toEqual(['loadPicture', 'loadLabel', 'loadPicture', 'loadLabel']);
  });
});

describe('the pictures that are kept', () => {
  const keeping = async (keptPictures: number) => {
    engine = openPictures(['a', 'b', 'c', 'd']);
    const info = { ...(await engine.info), keptPictures };
    Object.assign(engine, { info: Promise.resolve(info) });
  };

  it('are as many as the worker says, those used last', async () => {
    await keeping(2);
    patchPictures({ selectedId: null });
    for (const id of ['a', 'b', 'a', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'b' }]);
    expect(['a', 'b', 'c'].map(isHeld)).toEqual([true, false, true]);
    await keeping(3);
    patchPictures({ selectedId: null });
    for (const id of ['a', 'b', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([]);
    await holdPicture('d');
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'a' }]);
  });

  it('always are the selected one, the shown one and the newest', async () => {
    await keeping(1);
    patchPictures({ selectedId: 'a' });
    patchView({ shownId: 'b' });
    for (const id of ['a', 'b', 'c']) await holdPicture(id);
    expect(asked(engine, 'releasePicture')).toEqual([]);
    await holdPicture('d');
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'c' }]);
  });

  it('go without a word where the worker has none', async () => {
    engine = openPictures(['a'], {
      releasePicture: () => {
        throw unknown('picture-unknown');
      },
    });
    dropPictures(['a', 'b']);
    await settle();
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: 'a' }, { pictureId: 'b' }]);
  });
});

describe('a worker that is replaced', () => {
  it('holds nothing', async () => {
    giveLabel('a');
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
    engine = openPictures(['a'], { analyze: failing(2, CRASH, () => ANALYSIS) });
    const answer = analyse();
    answer.catch(() => undefined);
    await settle();
    await restart(engine);
    await expect(answer).rejects.toBe(CRASH);
    expect(asked(engine, 'analyze')).toHaveLength(2);
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
