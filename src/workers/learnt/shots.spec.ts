import { describe, expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { metricPicture, PICTURE } from '#src/workers/testing/metric-picture';
import { learnClass } from './learn-class';
import { ShotStore } from './shots';

describe('shots', () => {
  it('live on when their picture is gone, until they are dropped', async () => {
    const { context, entry, maskOf } = await metricPicture();
    const shots = new ShotStore();
    await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf((x) => x < 4) });
    entry.release();
    const ask = () => learnClass(shots, { shotIds: ['s'], earlier: [], kind: 'prototype' });
    expect((await ask()).pixels).toBe(4 * 32);
    shots.drop({ shotIds: ['s'] });
    await expect(ask()).rejects.toMatchObject({ code: 'shot-unknown', retryable: true });
  });

  it('are refused without a pixel, and with a mask of another size', async () => {
    const { context, maskOf } = await metricPicture();
    const shots = new ShotStore();
    const collect = (mask: ReturnType<typeof maskOf>) =>
      shots.collect(context, { shotId: 's', pictureId: PICTURE, mask });
    await expect(collect(maskOf(() => false))).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'Nothing is annotated in this picture.',
    });
    for (const size of [
      { width: 64, height: 31 },
      { width: 63, height: 32 },
    ])
      await expect(
        collect(encodeRle(new Uint8Array(size.width * size.height).fill(1), size)),
      ).rejects.toMatchObject({
        code: 'option-invalid',
        message: 'The annotation is of another size than its picture, 64 x 32.',
      });
  });

  it('that are not there have to be read again', () => {
    expect(() => new ShotStore().get('s')).toThrow(
      expect.objectContaining({
        code: 'shot-unknown',
        message: 'An annotated picture has to be read again.',
        retryable: true,
      }),
    );
  });
});
