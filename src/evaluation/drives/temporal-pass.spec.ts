import { describe, expect, it } from 'vitest';
import { temporalMeasures } from '#src/core/drives/measures/temporal-measures';
import { boxRegion } from '#src/core/drives/testing/drawn-frames';
import { AnomalensError } from '#src/core/errors';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { sequenceDrives } from './drive';
import { labelledSequences, labelledVideo } from './drive-items';
import { temporalPass } from './temporal-pass';

const GRID = { width: 400, height: 40 };
const READING: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };
type Overrides = NonNullable<Parameters<typeof createFakeEngine>[0]>;
const LABELS = { labelsFolders: [], turnLabels: false };
const read = async (folder: string, name: string) => new Blob([`${folder}/${name}`]);

async function passed(
  count: number,
  labels: number[],
  perSecond: number,
  answer?: Overrides['evaluateFrame'],
) {
  const paths = Array.from({ length: count }, (_, index) => `frame_${index}.png`);
  const drives = sequenceDrives(paths, 10, async (name) => new Blob([name]));
  const names = labels.map((index) => `frame_${index}.png`);
  const [labelled] = await labelledSequences(drives, paths, { ...LABELS, labels: names }, read);
  const engine = createFakeEngine({
    inspectLabel: () => ({ ...GRID, values: {} as never }),
    evaluateFrame:
      answer ??
      (({ label }) => ({
        ...GRID,
        objects: label ? [{ instance: null, region: boxRegion(GRID, 10, 0, 20, 10) }] : null,
        regions: [[boxRegion(GRID, 10, 0, 20, 10)], []],
      })),
  });
  const readings = new Map(labelled!.labelled.map(({ item }) => [item.stem, READING]));
  const question = { settings: { methodId: 'msp', parameters: {}, blur: false }, threshold: 0.5 };
  const wish = {
    questions: [question, question],
    perSecond,
    filters: { minPredicted: 0, minGroundTruth: 0 },
  };
  const result = await temporalPass(engine, labelled!, readings, wish);
  const asked = engine.calls.flatMap(({ name, params }) =>
    name === 'evaluateFrame'
      ? [params as { source: { name: string }; label: object | null; grid: object }]
      : [],
  );
  return { result, asked };
}

describe('a pass over a labelled drive', () => {
  it('asks for labelled frames and for those of the plan, in the order of time, on the grid of the labels', async () => {
    const { result, asked } = await passed(11, [1, 7], 2);
    // Steps of half a second: labels settle those of 0 and 0.5.
    expect(asked.map(({ source, label }) => `${source.name}${label ? '!' : ''}`)).toEqual([
      'frame_1.png!',
      'frame_7.png!',
      'frame_10.png',
    ]);
    expect(asked.every(({ grid }) => JSON.stringify(grid) === JSON.stringify(GRID))).toBe(true);
    expect(result).toMatchObject({ labelled: 2, frames: asked.length, errors: [] });
    const [first, second] = result.counts.map(temporalMeasures);
    expect([first?.objects, first?.recall, first?.trackingLength, second?.recall]).toEqual([
      1, 1, 1, 0,
    ]);
  });

  it('links instances by their ids, components by the tracker', async () => {
    const far =
      (instance: number | null): Overrides['evaluateFrame'] =>
      ({ source }) => ({
        ...GRID,
        objects: [
          {
            instance,
            region: boxRegion(GRID, source.name === 'frame_0.png' ? 10 : 300, 0, 20, 10),
          },
        ],
        regions: [[], []],
      });
    expect((await passed(2, [0, 1], 1, far(4))).result.counts[0]?.objects).toBe(1);
    expect((await passed(2, [0, 1], 1, far(null))).result.counts[0]?.objects).toBe(2);
  });

  it('names a frame that fails, and counts the others', async () => {
    const { result } = await passed(3, [0, 1, 2], 1, ({ source }) => {
      if (source.name === 'frame_1.png') throw new AnomalensError('picture-empty', 'It is empty.');
      return { ...GRID, objects: [], regions: [[], []] };
    });
    expect(result.errors).toEqual([
      { file: 'frame_1.png', code: 'picture-empty', message: 'It is empty.' },
    ]);
    expect(result.labelled).toBe(2);
  });

  it('refuses a frame on another grid', async () => {
    const { result } = await passed(2, [0, 1], 1, ({ source }) => ({
      ...(source.name === 'frame_1.png' ? { width: 9, height: 9 } : GRID),
      objects: [],
      regions: [[], []],
    }));
    expect(result.errors).toMatchObject([{ file: 'frame_1.png', code: 'label-size' }]);
  });
});

describe('labels of drives', () => {
  it('are items below the name of their drive', async () => {
    const paths = ['a/frame_1.png', 'a/frame_2.png', 'b/frame_1.png'];
    const drives = sequenceDrives(paths, 10, async () => new Blob());
    const all = await labelledSequences(
      drives,
      paths,
      { ...LABELS, labels: ['a/frame_2.png'] },
      read,
    );
    expect(
      all.map(({ labelled }) => labelled.map(({ index, item }) => [index, item.stem])),
    ).toEqual([[[1, 'a/frame_2']], []]);
  });

  it('that belong to no frame are a mistake', async () => {
    const drives = sequenceDrives(['frame_1.png'], 10, async () => new Blob());
    await expect(
      labelledSequences(drives, ['frame_1.png'], { ...LABELS, labels: ['x.png'] }, read),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('of a video have its frames, known again by the file and their number', async () => {
    const video = {
      name: 'ride',
      identity: 'ride.mp4 9',
      timestamps: [0, 0.1, 0.2],
      keyFrames: [],
      nameOf: (index: number) => `ride_${index}.png`,
      sourceOf: async (index: number) => ({ driveId: 'video', index, name: `ride_${index}.png` }),
      open: async () => undefined,
      notices: [],
    };
    const labels = { ...LABELS, labels: ['2_label.png', '0_label.png'] };
    const [own] = await labelledVideo(video, labels, null, read);
    expect(own?.labelled.map(({ index, item }) => [index, item.stem, item.label?.name])).toEqual([
      [0, 'ride/ride_0', '0_label.png'],
      [2, 'ride/ride_2', '2_label.png'],
    ]);
    const { image, withoutPicture } = own!.labelled[1]!.item;
    expect(withoutPicture).toBeUndefined();
    expect(image.frame).toMatchObject({ driveId: 'video', index: 2 });
    expect(await (await image.read()).text()).toBe('ride.mp4 9 2');
    await expect(
      labelledVideo(video, { ...LABELS, labels: ['1.png'] }, null, read),
    ).rejects.toThrow('--first-frame');
  });
});
