import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fixture from '../../public/models/fixtures/base-road.json';
import shipped from '../../public/models/manifest.json';
import { type OutputEntry, parseManifest, segmenterById } from './manifest';
import type { Segmenter } from './segmenter';
import {
  findDeadMap,
  fixtureInput,
  parseFixture,
  type StoredOutput,
  selfCheck,
} from './self-check';

const entry = segmenterById(parseManifest(shipped), 'base-road');
const stored = parseFixture(fixture, entry);

/**
 * Outputs as the fixture holds them, changed by `change`; between its samples anything may stand.
 */
function fakeSegmenter(change: (value: number) => number): Segmenter {
  const full = (name: 'logits' | 'features') => {
    const { shape, step, base64 } = stored.outputs[name] as StoredOutput;
    const [channels, rows, columns] = shape;
    const { stride } = entry.outputs[name] as OutputEntry;
    const [, , height, width] = stored.input.shape;
    const sampled = new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
    const values = new Float32Array((channels * height * width) / stride ** 2);
    for (let i = 0; i < sampled.length; i++) {
      const c = Math.floor(i / (rows * columns));
      const y = Math.floor(i / columns) % rows;
      values[(c * (height / stride) + y * step) * (width / stride) + (i % columns) * step] = change(
        sampled[i] as number,
      );
    }
    return values;
  };
  return {
    entry,
    runPlain: async () => ({ logits: full('logits'), features: full('features') }),
    forget: async () => undefined,
  } as unknown as Segmenter;
}

describe('self-check', () => {
  it('makes exactly the input that the fixture was made with', () => {
    const [, , height, width] = stored.input.shape;
    const input = fixtureInput(width, height, entry.input);
    expect(createHash('sha256').update(new Uint8Array(input.buffer)).digest('hex')).toBe(
      fixture.input.sha256,
    );
  });

  it('passes on the stored values and within the tolerance', async () => {
    await expect(
      selfCheck(
        fakeSegmenter((value) => value),
        stored,
      ),
    ).resolves.toEqual({ maxDifference: 0, tolerance: entry.selfCheck.tolerance });
    await expect(
      selfCheck(
        fakeSegmenter((value) => value + 1e-5),
        stored,
      ),
    ).resolves.toMatchObject({ tolerance: entry.selfCheck.tolerance });
  });

  it.each([
    ['other numbers', (value: number) => value * 1.01],
    ['zeros', () => 0],
    ['one value', () => 3],
    ['NaN', () => Number.NaN],
  ])('raises the alarm for %s', async (_what, change) => {
    await expect(selfCheck(fakeSegmenter(change), stored)).rejects.toMatchObject({
      code: 'model-self-check',
    });
  });

  it('refuses a fixture of another file', () => {
    expect(() => parseFixture({ ...fixture, modelSha256: '0'.repeat(64) }, entry)).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
    expect(() => parseFixture({}, entry)).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
  });

  it('names dead maps', () => {
    expect(findDeadMap(new Float32Array([0, 0]))).toBe('all zero');
    expect(findDeadMap(new Float32Array([2, 2]))).toBe('flat');
    expect(findDeadMap(new Float32Array([2, Number.NaN]))).toBe('not a number');
    expect(findDeadMap(new Float32Array([2, 3]))).toBeNull();
  });
});
