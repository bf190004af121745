import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { addNumbers, recordsBy } from '#src/store/drives/drive-records';
import { summarise } from '#src/store/drives/drive-summary';
import { getState, patchDrive } from '#src/store/store';
import { type TrackFile, writeTracks } from './write-tracks';

const [WIDTH, HEIGHT] = [32, 18];
let engine: FakeEngine;

/** An object that is seen in frames 10, 15 and 20. */
function summary() {
  const levels = new Uint8Array(WIDTH * HEIGHT).fill(1);
  for (let y = 8; y < 12; y++) levels.fill(200, y * WIDTH + 4, y * WIDTH + 10);
  const map = { width: WIDTH, height: HEIGHT, range: { min: 0, max: 1 }, levels };
  addNumbers(
    DRIVE,
    [10, 15, 20].map((index) => ({ index, methodId: 'm', key: 'k', peak: 0.8, map })),
  );
  return summarise(recordsBy(DRIVE, 'm', 'k'), 'm', 0.5, 'off');
}

async function write(file: TrackFile, signal = new AbortController().signal) {
  const made = summary();
  return writeTracks(openedDrive(), made, made.tracks, file, signal);
}

beforeEach(async () => {
  engine = await openDrivePage(100);
});

describe('a moment is saved', () => {
  it('as a table, a row for each frame, with times and names', async () => {
    const { blob, fileName } = await write('csv');
    const [head, ...rows] = (await blob.text()).trim().split('\r\n');
    expect(fileName).toBe('ride_track1.csv');
    expect(head).toMatch(/^frame,timestamp,file,track,/);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^10,1,ride_f000010_t00001\.000\.png,1,/);
  });

  it('as COCO, in pixels of the picture', async () => {
    const coco = JSON.parse(await (await write('coco')).blob.text());
    expect(coco.images.map((image: { timestamp: number }) => image.timestamp)).toEqual([1, 1.5, 2]);
    expect(coco.annotations[0]).toMatchObject({ track_id: 1, bbox: [8, 16, 12, 8] });
  });

  it('as its frames, named by frame and time, and the list stays as it is', async () => {
    const before = Object.keys(getState().pictures.byId);
    const { blob, fileName } = await write('frames');
    const names = Object.keys(unzipSync(new Uint8Array(await blob.arrayBuffer())));
    expect(fileName).toBe('ride_track1.zip');
    expect(names).toEqual([
      'ride_f000010_t00001.000.png',
      'ride_f000015_t00001.500.png',
      'ride_f000020_t00002.000.png',
    ]);
    expect(Object.keys(getState().pictures.byId)).toEqual(before);
    const [request] = asked(engine, 'exportFile');
    expect(request).toMatchObject({
      kind: 'overlay-png',
      pane: { layer: 'picture', outlines: false },
    });
    expect(asked(engine, 'releasePicture')).toHaveLength(3);
  });

  it('as a clip, a second longer on both sides', async () => {
    await write('clip');
    const [{ frames, fileName } = { frames: [], fileName: '' }] = asked(engine, 'exportClip');
    expect([frames[0]?.timestamp, frames.at(-1)?.timestamp, fileName]).toEqual([
      0,
      3,
      'ride_track1',
    ]);
    expect(frames).toHaveLength(31);
  });
});

it('a long moment becomes a clip of fewer frames', async () => {
  const timestamps = Float64Array.from({ length: 3000 }, (_, index) => index / 1000);
  patchDrive(DRIVE, { facts: { ...openedDrive().facts!, timestamps } });
  await write('clip');
  const count = asked(engine, 'exportClip')[0]?.frames.length ?? 0;
  expect(count).toBeGreaterThan(150);
  expect(count).toBeLessThanOrEqual(300);
});

it('what is cancelled leaves nothing behind', async () => {
  const before = Object.keys(getState().pictures.byId);
  await expect(write('frames', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  engine = await openDrivePage(100, {
    exportFile: () => {
      throw new AnomalensError('out-of-memory', 'It cannot.');
    },
  });
  await expect(write('frames')).rejects.toMatchObject({ code: 'out-of-memory' });
  expect(Object.keys(getState().pictures.byId)).toEqual(before);
});
