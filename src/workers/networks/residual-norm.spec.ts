import { describe, expect, it, vi } from 'vitest';
import type { Logits } from '#src/gpu/compute';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureResidualNorm, residualRange } from './residual-norm';

/** `[height, width]` at stride 4 of a picture whose content is `content` network pixels. */
function outputOf(width: number, values: number[], content: { width: number; height: number }) {
  const height = values.length / width;
  const grid = { ...content, paddedWidth: width * 4, paddedHeight: height * 4 };
  const tensor = { classes: 1, stride: 4, grid, width, height } as unknown as Logits;
  return { tensor, values: Float32Array.from(values) };
}

describe('the range of the residual norm', () => {
  it('is from the first to the 99th percentile', () => {
    const values = Array.from({ length: 201 }, (_, i) => 200 - i);
    expect(residualRange(outputOf(201, values, { width: 804, height: 4 }))).toEqual({
      min: 2,
      max: 198,
    });
  });

  it('leaves the padding out, but not the pixels that are half in it', () => {
    const values = [3, 4, 99, 5, 6, 99, 99, 99, 99];
    expect(residualRange(outputOf(3, values, { width: 6, height: 5 }))).toEqual({ min: 3, max: 6 });
  });
});

describe('the map of the residual norm', () => {
  async function ran(modelId: string, methodId: string) {
    const fake = createFakeModels([modelId]);
    await ensureScores(fake.context, fake.entry, [settingsFor(methodById(methodId))], {});
    const network = fake.entry.networks.get(modelId);
    if (!network) throw new Error('The network has not run.');
    const upsample = vi.spyOn(fake.context.compute, 'upsample');
    return { norm: () => ensureResidualNorm(fake.context, fake.entry, network), upsample, ...fake };
  }

  it('lies on the picture grid and is computed once per run', async () => {
    const { norm, upsample, entry, context } = await ran('rpl', 'rpl');
    const map = await norm();
    expect(await norm()).toBe(map);
    expect(upsample).toHaveBeenCalledOnce();
    expect(map).toMatchObject(entry.size);
    const values = map && (await context.compute.readScore(map));
    expect([values?.[0], values?.at(-1)]).toEqual([0, 127]);
  });

  it('is not there for a network without it', async () => {
    const { norm, upsample } = await ran('base', 'entropy');
    expect(await norm()).toBeNull();
    expect(upsample).not.toHaveBeenCalled();
  });
});
