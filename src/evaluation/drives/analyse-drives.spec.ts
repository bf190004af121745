import { describe, expect, it } from 'vitest';
import { drawnMap } from '#src/core/drives/testing/drawn-frames';
import { AnomalensError } from '#src/core/errors';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { planAnalysis } from '#src/evaluation/analysis/plan';
import { memoryFiles } from '#src/evaluation/analysis/testing/analysis-engine';
import { analyseDrives } from './analyse-drives';
import { type Drive, sequenceDrives, videoDrive } from './drive';
import type { DriveProgress, DriveWish } from './types';

const DEFAULT: DriveWish = { perSecond: 10, smoothing: null };
/** An object that moves to the right, by the number of the frame. */
const moving = (index: number) =>
  drawnMap(`${'0'.repeat(index)}99${'0'.repeat(18 - index)}`, '0'.repeat(20));
type Overrides = Parameters<typeof createFakeEngine>[0];

async function analysed(paths: string[], wish: Partial<DriveWish> = {}, overrides: Overrides = {}) {
  const engine = createFakeEngine({
    surveyFrame: ({ index }) => ({
      index,
      methods: [{ map: moving(index), peak: 0.8 }],
      roadShare: 1,
    }),
    ...overrides,
  });
  const plan = await planAnalysis(engine, {
    method: 'msp',
    threshold: 0.5,
    minAreaPercent: 0,
    keepUnlikely: true,
    names: false,
    cover: [],
    longSide: 768,
  });
  const files = memoryFiles();
  const progress: DriveProgress[] = [];
  const run = (drives: readonly Drive[]) =>
    analyseDrives(engine, drives, plan, { ...DEFAULT, ...wish }, files, (step) =>
      progress.push(step),
    );
  const drives = sequenceDrives(paths, 10, async (name) => new Blob([name]));
  return { engine, files, progress, run, drives };
}
const frames = (count: number, folder = '') =>
  Array.from({ length: count }, (_, index) => `${folder}frame_${index}.png`);
const table = (text = '') =>
  text
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
const asked = (engine: { calls: { name: string; params: unknown }[] }) =>
  engine.calls
    .filter(({ name }) => name === 'surveyFrame')
    .map(({ params }) => (params as { index: number }).index);

describe('an analysed drive', () => {
  it('leaves tables of frames, tracks and moments', async () => {
    const { files, run, drives } = await analysed(frames(4));
    const [summary] = await run(drives);
    expect(summary).toMatchObject({ frames: 4, tracks: 1, flicker: 0, moments: 1, errors: 0 });
    expect([...files.texts.keys()].sort()).toEqual([
      'frames.csv',
      'moments.csv',
      'moments.json',
      'tracks.coco.json',
      'tracks.csv',
      'tracks.json',
    ]);
    expect(table(files.texts.get('frames.csv'))).toHaveLength(5);
    expect(table(files.texts.get('tracks.csv'))[4]?.slice(0, 4)).toEqual([
      '3',
      '0.3',
      'frame_3.png',
      '1',
    ]);
    const tracks = JSON.parse(files.texts.get('tracks.json') as string);
    expect(tracks).toMatchObject({
      schemaVersion: 1,
      threshold: 0.5,
      perSecond: 10,
      smoothing: null,
      analysed: 4,
      width: 64,
      height: 36,
      tracks: [{ id: 1, flicker: false, analysed: 4 }],
    });
    // Cells of 3.2 pixels: the second frame's object is in columns 1 and 2.
    expect(tracks.tracks[0].spots[1].box).toEqual({ x: 3, y: 0, width: 7, height: 18 });
    expect(JSON.parse(files.texts.get('moments.json') as string).moments[0]).toMatchObject({
      trackId: 1,
      from: 0,
      to: 0.3,
    });
    expect(JSON.parse(files.texts.get('tracks.coco.json') as string).images).toHaveLength(4);
  });

  it('is looked at in the order of the plan, and then around its peaks', async () => {
    const { engine, run, drives } = await analysed(
      frames(11),
      { perSecond: 2 },
      {
        surveyFrame: ({ index }) => ({
          index,
          methods: [{ map: moving(index), peak: index === 5 ? 1 : 0.5 }],
          roadShare: 1,
        }),
      },
    );
    await run(drives);
    expect(asked(engine)).toEqual([0, 5, 10, 2, 7, 1, 3, 6, 8, 4, 9]);
    const nexts = engine.calls.flatMap(({ name, params }) =>
      name === 'surveyFrame'
        ? [(params as { next: { name: string } | null }).next?.name ?? null]
        : [],
    );
    expect(nexts.slice(0, 3)).toEqual(['frame_5.png', 'frame_10.png', null]);
  });

  it('says that it was smoothed', async () => {
    const { files, run, drives } = await analysed(
      frames(3),
      { smoothing: 'median3' },
      {
        surveyFrame: ({ index }) => ({
          index,
          methods: [{ map: drawnMap(index === 1 ? '9900' : '0000'), peak: 1 }],
          roadShare: 1,
        }),
      },
    );
    expect((await run(drives))[0]).toMatchObject({ tracks: 0, flicker: 0 });
    expect(JSON.parse(files.texts.get('tracks.json') as string).smoothing).toBe('median3');
  });

  it('of several has a folder of its own', async () => {
    const { files, run, drives } = await analysed([...frames(2, 'a/'), ...frames(2, 'b/')]);
    expect((await run(drives)).map(({ drive }) => drive)).toEqual(['a', 'b']);
    expect(files.texts.has('a/tracks.csv')).toBe(true);
    expect(files.texts.has('tracks.csv')).toBe(false);
  });
});

describe('what goes wrong', () => {
  const failing = (wrong: number, error: Error): Overrides => ({
    surveyFrame: ({ index }) => {
      if (index === wrong) throw error;
      return { index, methods: [{ map: moving(index), peak: 0.8 }], roadShare: 1 };
    },
  });

  it('a broken frame is named and the others go on', async () => {
    const { files, progress, run, drives } = await analysed(
      frames(4),
      {},
      failing(1, new AnomalensError('picture-empty', 'It is empty.')),
    );
    expect((await run(drives))[0]).toMatchObject({ frames: 3, errors: 1, tracks: 1 });
    expect(JSON.parse(files.texts.get('tracks.json') as string).errors).toEqual([
      { file: 'frame_1.png', code: 'picture-empty', message: 'It is empty.' },
    ]);
    expect(
      progress.map(({ done, total, error }) => `${done}/${total} ${error?.code ?? ''}`),
    ).toEqual(['1/4 ', '2/4 picture-empty', '3/4 ', '4/4 ']);
  });

  it('a frame that ends the worker is tried once more', async () => {
    const { engine, run, drives } = await analysed(
      frames(3),
      {},
      failing(1, new AnomalensError('engine-crashed', 'It ended.', true)),
    );
    expect((await run(drives))[0]).toMatchObject({ frames: 2, errors: 1 });
    expect(asked(engine)).toEqual([0, 1, 1, 2]);
  });

  it('without an engine nothing more is analysed', async () => {
    const { engine, run, drives } = await analysed(
      frames(3),
      {},
      {
        surveyFrame: () => {
          engine.dispose();
          throw new AnomalensError('engine-start', 'There is no worker.');
        },
      },
    );
    await expect(run(drives)).rejects.toMatchObject({ code: 'engine-start' });
  });

  it('a frame of another shape is refused', async () => {
    const { run, drives } = await analysed(
      frames(3),
      {},
      {
        surveyFrame: ({ index }) => ({
          index,
          methods: [{ map: index === 1 ? drawnMap('99') : moving(index), peak: 1 }],
          roadShare: 1,
        }),
      },
    );
    expect((await run(drives))[0]).toMatchObject({ frames: 2, errors: 1 });
  });

  it('a drive without a frame that can be read leaves empty tables', async () => {
    const error = new AnomalensError('picture-empty', 'It is empty.');
    const { files, run, drives } = await analysed(frames(1), {}, failing(0, error));
    expect((await run(drives))[0]).toMatchObject({ frames: 0, errors: 1 });
    expect(table(files.texts.get('tracks.csv'))).toHaveLength(1);
  });
});

describe('drives', () => {
  it('of one name are told apart', () => {
    const drives = sequenceDrives(['1.png', 'a.png', 'frame_2b.png'], 25, async () => new Blob());
    expect(new Set(drives.map(({ name }) => name)).size).toBe(drives.length);
  });

  it('of a video have names with number and time, and are opened again in a new worker', async () => {
    const drive = {
      driveId: 'video',
      kind: 'video' as const,
      format: 'MP4, H.264',
      width: 64,
      height: 36,
      timestamps: Float64Array.of(0.5, 0.54),
      keyFrames: Uint32Array.of(0),
      duration: 1,
      notices: [{ code: 'ten-bit' as const, message: 'It has ten bits.' }],
    };
    let isKnown = false;
    const { engine, run } = await analysed(
      [],
      {},
      {
        openDrive: () => {
          isKnown = true;
          return drive;
        },
        surveyFrame: ({ index }) => {
          if (!isKnown) throw new AnomalensError('drive-unknown', 'It is not open.');
          return { index, methods: [{ map: moving(index), peak: 0.8 }], roadShare: 1 };
        },
      },
    );
    const video = await videoDrive(engine, 'ride.mp4', async (name) => new Blob([name]));
    expect(video.nameOf(1)).toBe('ride_f000001_t00000.540.png');
    isKnown = false;
    expect((await run([video]))[0]).toMatchObject({
      drive: 'ride',
      frames: 2,
      errors: 0,
      notices: ['It has ten bits.'],
    });
    expect(await video.sourceOf(1)).toMatchObject({ driveId: 'video', index: 1 });
  });
});
