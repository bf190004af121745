import { describe, expect, it } from 'vitest';
import { random } from '#src/core/random';
import { DriveStore } from '#src/workers/drives/drive-store';
import { driveFile, shownNumber } from '#src/workers/drives/testing/drive-files';

async function opened(name: string) {
  const drives = new DriveStore();
  const blob = await driveFile(name);
  const info = await drives.open({ driveId: 'd', source: { kind: 'video', blob, name } });
  const shown = async (index: number) =>
    shownNumber((await drives.frame({ driveId: 'd', index, name })).bitmap);
  return { drives, info, shown };
}

const SIXTY = [
  'h264.mp4',
  'h264-open-gop.mp4',
  'h264-open-gop.mkv',
  'h264-open-gop.mpegts',
  'h264-fragments.mp4',
  'vp8.webm',
  'vp9.webm',
  'av1.mp4',
];

describe.each(SIXTY)('every frame of %s', (name) => {
  it('is exactly the one asked for, in order', async () => {
    const { info, shown, drives } = await opened(name);
    const numbers: number[] = [];
    for (const index of info.timestamps.keys()) numbers.push(await shown(index));
    await drives.close('d');
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  it('is exactly the one asked for, at random and in steps', async () => {
    const { info, shown, drives } = await opened(name);
    const next = random(7);
    const anywhere = Array.from({ length: 60 }, () => Math.floor(next() * info.timestamps.length));
    const steps = [0, 7, 14, 21, 28, 35, 42, 49, 56, 3, 2, 1, 30, 31, 32, 33, 59, 0];
    for (const index of [...anywhere, ...steps]) expect(await shown(index)).toBe(index);
    await drives.close('d');
  });
});
