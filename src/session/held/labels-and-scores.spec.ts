import { beforeEach, describe, expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import {
  ask,
  dropLabel,
  dropPictures,
  holdPicture,
  sendLabel,
  sendScores,
} from '#src/session/held-pictures';
import { leavingOut, setMasks } from '#src/session/region/change-region';
import {
  asked,
  failing,
  giveLabel,
  namesOf,
  openPictures,
  READING,
  unknown,
} from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { scoreFiles } from '#src/store/files';

let engine: FakeEngine;
const measure = () => ask('measure', { pictureId: 'a', settings: [] });

beforeEach(() => {
  engine = openPictures(['a', 'b', 'c']);
});

describe('what goes along with a picture', () => {
  const score = { methodId: 'imported-1', blob: new Blob(['score']), name: 'a.npy', turn: false };

  it.each([
    ['measure', ['importScore', 'loadLabel']],
    ['measureAt', ['importScore', 'loadLabel']],
    ['exportFile', ['importScore', 'loadLabel']],
    ['measureClasses', ['loadLabel']],
    ['measureLearnt', ['loadLabel']],
    ['probe', ['importScore']],
    ['annotationMask', ['importScore']],
    ['analyze', []],
    ['survey', ['importScore']],
    ['segmentPrompts', []],
    ['metricSpace', []],
    ['regionFeatures', []],
    ['nameRegions', ['importScore']],
  ] as const)('to %s is %j', async (name, along) => {
    const nothing = () => null as never;
    engine = openPictures(['a'], { [name]: nothing });
    giveLabel('a', { reading: READING });
    scoreFiles.set('a', [score]);
    const params = { pictureId: 'a', settings: [], source: null } as never;
    await ask(name, params);
    await ask(name, params);
    expect(namesOf(engine)).toEqual(['loadPicture', ...along, name, name]);
  });

  it('stays here where a question brings the picture itself', async () => {
    scoreFiles.set('a', [score]);
    const source = { blob: new Blob([]), name: 'a.png' };
    await ask('survey', { pictureId: 'a', settings: [], source } as never);
    expect(namesOf(engine)).toEqual(['survey']);
  });

  it('is sent again with the picture', async () => {
    giveLabel('a', { reading: READING });
    scoreFiles.set('a', [score]);
    await measure();
    dropPictures(['a']);
    engine.calls.length = 0;
    await measure();
    expect(namesOf(engine)).toEqual(['loadPicture', 'importScore', 'loadLabel', 'measure']);
    expect(asked(engine, 'importScore')).toEqual([{ pictureId: 'a', ...score }]);
  });

  it('is what the label says and how it is to be read', async () => {
    const label = giveLabel('a', { reading: { as: 'soft' }, turn: true });
    await measure();
    expect(asked(engine, 'loadLabel')).toEqual([
      {
        pictureId: 'a',
        source: {
          blob: label.blob,
          name: label.name,
          reading: { as: 'soft' },
          turn: 'with-picture',
          leftOut: null,
        },
      },
    ]);
  });

  it('is a label that is read in another way, or another label', async () => {
    const label = giveLabel('a', { reading: READING });
    await measure();
    giveLabel('a', { blob: label.blob, reading: { as: 'soft' } });
    await measure();
    giveLabel('a', { blob: label.blob, reading: { as: 'soft' }, turn: true });
    await measure();
    giveLabel('a', { blob: new Blob(['another']), reading: { as: 'soft' }, turn: true });
    await measure();
    await measure();
    expect(asked(engine, 'loadLabel')).toHaveLength(4);
  });

  it('is a label of which the page leaves something out, or something else', async () => {
    giveLabel('a', { reading: READING });
    await measure();
    const leftOuts = () => asked(engine, 'loadLabel').map(({ source }) => source.leftOut);
    const leftOut = leavingOut(encodeRle([1, 0], { width: 2, height: 1 }));
    setMasks('', [{ name: 'roi.png', leftOut }]);
    await measure();
    await measure();
    expect(leftOuts()).toEqual([null, leftOut]);
    const other = leavingOut(leftOut.mask);
    setMasks('', [{ name: 'roi.png', leftOut: other }]);
    await settle(); // without a question: the numbers of pixels change at once
    expect(leftOuts().slice(2)).toEqual([other]);
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
    giveLabel('a', { reading: READING });
    scoreFiles.set('a', [score]);
    await Promise.all([measure(), measure(), sendLabel('a'), sendScores('a')]);
    expect(asked(engine, 'loadPicture')).toHaveLength(1);
    expect(asked(engine, 'loadLabel')).toHaveLength(1);
    expect(asked(engine, 'importScore')).toHaveLength(1);
  });
});

describe('a label', () => {
  it('of a picture that the worker lacks waits for it', async () => {
    giveLabel('a', { reading: READING });
    expect(await sendLabel('a')).toBeNull();
    expect(engine.calls).toEqual([]);
  });

  it('is read once, and again after it was dropped', async () => {
    giveLabel('a', { reading: READING });
    await holdPicture('a');
    expect(await sendLabel('a')).toMatchObject({ reading: READING });
    expect(await sendLabel('a')).toBeNull();
    dropLabel('a');
    expect(await sendLabel('a')).toMatchObject({ reading: READING });
    expect(namesOf(engine)).toEqual(['loadPicture', 'loadLabel', 'dropLabel', 'loadLabel']);
  });

  it('that nobody has explained is not sent', async () => {
    giveLabel('a');
    await holdPicture('a');
    expect(await sendLabel('a')).toBeNull();
    expect(namesOf(engine)).toEqual(['loadPicture']);
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
    giveLabel('a', { reading: READING });
    await holdPicture('a');
    await sendLabel('a');
    expect(namesOf(engine)).toEqual(['loadPicture', 'loadLabel', 'loadPicture', 'loadLabel']);
  });
});
