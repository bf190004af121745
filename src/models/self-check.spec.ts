import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fixture from '../../public/models/fixtures/base.json';
import shipped from '../../public/models/manifest.json';
import { feedersIn, parseManifest, segmenterById } from './manifest';
import type { PictureNetwork } from './picture-network';
import {
  findDeadMap,
  fixtureInput,
  parseFixture,
  type StoredOutput,
  selfCheck,
} from './self-check';

const manifest = parseManifest(shipped);
const entry = segmenterById(manifest, 'base');
const feeders = feedersIn(manifest, entry);
const stored = parseFixture(fixture, entry, feeders);
const maps = Object.fromEntries(
  entry.inputs.map(({ from }, i) => [from, Float32Array.of(i)] as const),
);
const fed: Record<string, Float32Array>[] = [];

/**
 * Outputs as the fixture holds them, changed by `change`; between its samples anything may stand.
 */
function fakeNetwork(change: (value: number) => number): PictureNetwork {
  const full = ({ name, stride }: { name: string; stride: number }) => {
    const { shape, step, base64 } = stored.outputs[name] as StoredOutput;
    const [channels, rows, columns] = shape;
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
    runPlain: async (feeds: Record<string, Float32Array>) => {
      fed.push(feeds);
      return Object.fromEntries(
        Object.entries(entry.outputs).map(([id, output]) => [id, full(output)]),
      );
    },
    forget: async () => undefined,
  } as unknown as PictureNetwork;
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
    const { tolerance } = entry.selfCheck;
    const same = await selfCheck(
      fakeNetwork((value) => value),
      stored,
      maps,
    );
    expect(same.check).toEqual({ maxDifference: 0, tolerance });
    const close = fakeNetwork((value) => value + 1e-5);
    expect((await selfCheck(close, stored, maps)).check).toMatchObject({ tolerance });
  });

  it('feeds a network the picture and what those before it gave, and tells what it gives', async () => {
    fed.length = 0;
    const { given } = await selfCheck(
      fakeNetwork((value) => value),
      stored,
      maps,
    );
    expect(Object.keys(fed[0] ?? {})).toEqual(['image', 'at2', 'at4', 'at8', 'at16', 'at32']);
    expect(fed[0]?.image).toHaveLength(3 * 64 * 96);
    expect(fed[0]?.at4).toBe(maps['trunk/at4']);
    expect(Object.keys(given)).toEqual(['base/logits', 'base/features', 'base/context']);
    expect(given['base/context']).toHaveLength(128 * 4 * 6);
  });

  it.each([
    ['other numbers', (value: number) => value * 1.01],
    ['zeros', () => 0],
    ['one value', () => 3],
    ['NaN', () => Number.NaN],
  ])('raises the alarm for %s', async (_what, change) => {
    await expect(selfCheck(fakeNetwork(change), stored, maps)).rejects.toMatchObject({
      code: 'model-self-check',
    });
  });

  it.each([
    ['of another file', { ...fixture, modelSha256: '0'.repeat(64) }],
    ['behind another trunk', { ...fixture, sources: { trunk: '0'.repeat(64) } }],
    ['without one of its outputs', { ...fixture, outputs: { logits: fixture.outputs.logits } }],
    ['of nothing', {}],
  ])('refuses a fixture %s', (_what, value) => {
    expect(() => parseFixture(value, entry, feeders)).toThrow(
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
