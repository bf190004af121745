import { describe, expect, it, vi } from 'vitest';
import type { ClassMap, Logits, ScoreMap } from '#src/gpu/compute';
import { NetworkResult, outputOf, type PlacedOutput, resultKey } from './network-result';

const destroyed = vi.hoisted(() => [] as unknown[]);
vi.mock(import('#src/gpu/buffers'), async (original) => ({
  ...(await original()),
  destroyStorage: (buffer: unknown) => void destroyed.push(buffer),
}));

const ROAD = { share: 1, leastShare: 0.5, looksLikeRoad: true };
const NONE = { list: [], known: 0 };
const values = new Float32Array(1);
const placed = (place: object): PlacedOutput => ({ tensor: place as Logits, values });

const resultOf = (
  outputs: Record<string, PlacedOutput> = {},
  scalars: Record<string, number> = { gamma: 1 },
) => new NetworkResult({ modelId: 'rpl', scalars }, outputs, ROAD, null, NONE);

describe('the result of a run', () => {
  it('is that of the same network with the same scalar inputs', () => {
    const result = resultOf();
    expect(result.isOf({ modelId: 'rpl', scalars: { gamma: 1 } })).toBe(true);
    expect(result.isOf({ modelId: 'rpl', scalars: { gamma: 2 } })).toBe(false);
    expect(result.isOf({ modelId: 'dmlnet', scalars: { gamma: 1 } })).toBe(false);
  });

  it('is of one look: a second one is kept beside the first', () => {
    const first = { modelId: 'rpl', scalars: { gamma: 1 } };
    const second = { ...first, longSide: 1536 };
    expect([first, second].map(resultKey)).toEqual(['rpl', 'rpl@2']);
    const result = new NetworkResult(second, {}, ROAD, null, NONE);
    expect([first, second, { ...second, longSide: 1280 }].map((run) => result.isOf(run))).toEqual([
      false,
      true,
      false,
    ]);
    expect(result.hasInputsOf(first)).toBe(true);
    expect(result.hasInputsOf({ ...first, scalars: { gamma: 2 } })).toBe(false);
  });

  it('gives an output by its name, and names the one that is missing', () => {
    const logits = placed({ data: values });
    expect(outputOf({ logits }, 'logits')).toBe(logits);
    expect(() => outputOf({ logits }, 'features')).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: 'The network left no output "features".',
      }),
    );
  });

  it('gives back its buffers and the maps that were made of it', () => {
    const buffer = {} as GPUBuffer;
    const map = () => ({ width: 1, height: 1, release: vi.fn() });
    const [classes, learnt, norm] = [map(), map(), map()];
    const result = resultOf({ logits: placed({ buffer }), features: placed({ data: values }) });
    result.classes = classes satisfies ClassMap;
    result.learnt = { key: '', map: learnt };
    result.residualNorm = norm satisfies ScoreMap;
    result.release();
    expect(destroyed).toEqual([buffer]);
    for (const { release } of [classes, learnt, norm]) expect(release).toHaveBeenCalledOnce();
  });

  it('gives back its buffers when nothing was made of it', () => {
    destroyed.length = 0;
    const buffer = {} as GPUBuffer;
    resultOf({ logits: placed({ buffer }) }).release();
    expect(destroyed).toEqual([buffer]);
  });
});
