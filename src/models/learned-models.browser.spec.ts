/**
 * The shipped networks through onnxruntime-web: what the residual pattern block must leave alone,
 * and must do.
 */
import { expect, it } from 'vitest';
import { type Manifest, parseManifest, segmenterById } from './manifest';
import { fixtureInput } from './self-check';
import { createSession, type Session } from './session';

const SIZE = { width: 96, height: 64 };

async function open(manifest: Manifest, id: string): Promise<Session> {
  const entry = segmenterById(manifest, id);
  const bytes = new Uint8Array(await (await fetch(`/models/${entry.file}`)).arrayBuffer());
  return createSession({ entry, bytes, input: SIZE, path: 'wasm', device: null });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);
}

it('rpl: the closed set is the base network for every strength of the block, and strength 0 is the base energy', async () => {
  const manifest = parseManifest(await (await fetch('/models/manifest.json')).json());
  const image = fixtureInput(SIZE.width, SIZE.height, segmenterById(manifest, 'rpl').input);
  const [base, rpl] = [await open(manifest, 'base-road'), await open(manifest, 'rpl')];
  const run = async (gamma: number) => {
    const outputs = await rpl.run(image, SIZE, { gamma });
    const copyOf = (name: string) => (outputs[name] as Float32Array).slice();
    return {
      logits: copyOf('logits'),
      rplLogits: copyOf('rplLogits'),
      residualNorm: copyOf('residualNorm'),
    };
  };
  const trained = await run(1);
  for (const gamma of [0, 0.5, 2])
    expect(largestDifference((await run(gamma)).logits, trained.logits), `gamma ${gamma}`).toBe(0);
  const { logits } = await base.run(image, SIZE);
  expect(largestDifference(trained.logits, logits as Float32Array)).toBeLessThan(1e-5);

  const off = await run(0);
  expect(largestDifference(off.rplLogits, off.logits)).toBeLessThan(1e-5);
  expect(off.residualNorm.every((value) => value === 0)).toBe(true);
  expect(largestDifference(trained.rplLogits, trained.logits)).toBeGreaterThan(0.01);
  expect(trained.residualNorm.every((value) => value >= 0)).toBe(true);
  await expect(rpl.run(image, SIZE, { gamma: 3 })).rejects.toMatchObject({
    code: 'option-invalid',
  });
  await base.release();
  await rpl.release();
});
