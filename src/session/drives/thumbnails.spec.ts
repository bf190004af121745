import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { DRIVE, openDrivePage } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { forgetThumbnails, thumbnailOf } from './thumbnails';

let engine: FakeEngine;
let made = 0;
const revoked: string[] = [];

beforeEach(async () => {
  engine = await openDrivePage(400);
  made = 0;
  revoked.length = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${made++}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void revoked.push(url));
});
afterEach(async () => {
  forgetThumbnails(DRIVE);
  await settle();
  vi.restoreAllMocks();
});

it('a small picture of a frame is asked for once', async () => {
  const [first, again] = [await thumbnailOf(DRIVE, 7), await thumbnailOf(DRIVE, 7)];
  expect(again).toBe(first);
  expect(asked(engine, 'frameThumbnail')).toEqual([
    { source: expect.objectContaining({ driveId: DRIVE, index: 7 }), longSide: 176 },
  ]);
  await thumbnailOf(DRIVE, 8);
  expect(asked(engine, 'frameThumbnail')).toHaveLength(2);
});

it('three hundred are kept; the one that was not used for the longest time is let go', async () => {
  const urls: string[] = [];
  for (let index = 0; index < 300; index++) urls.push(await thumbnailOf(DRIVE, index));
  await thumbnailOf(DRIVE, 0); // used again
  await settle();
  expect(revoked).toEqual([]);
  await thumbnailOf(DRIVE, 300);
  await settle();
  expect(revoked).toEqual([urls[1]]);
  await thumbnailOf(DRIVE, 0);
  expect(asked(engine, 'frameThumbnail')).toHaveLength(301);
});

it('one that failed may come the next time', async () => {
  let broken = true;
  engine = await openDrivePage(10, {
    frameThumbnail: () => {
      if (broken) throw new AnomalensError('frame-unreadable', 'Frame 3 is damaged.');
      return { thumbnail: new Blob([]) };
    },
  });
  await expect(thumbnailOf(DRIVE, 3)).rejects.toMatchObject({ code: 'frame-unreadable' });
  broken = false;
  expect(await thumbnailOf(DRIVE, 3)).toMatch(/^blob:/);
});

it('those of a drive go with it, and those of others stay', async () => {
  const url = await thumbnailOf(DRIVE, 7);
  forgetThumbnails(`${DRIVE}0`);
  forgetThumbnails('drive');
  await settle();
  expect(revoked).toEqual([]);
  forgetThumbnails(DRIVE);
  await settle();
  expect(revoked).toEqual([url]);
  await thumbnailOf(DRIVE, 7);
  expect(asked(engine, 'frameThumbnail')).toHaveLength(2);
});
