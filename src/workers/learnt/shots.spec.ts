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
    await expect(collect(maskOf(() => false))).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(
      collect(encodeRle(new Uint8Array(4).fill(1), { width: 2, height: 2 })),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });
});
