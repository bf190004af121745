/**
 * The shipped networks through onnxruntime-web: what the residual pattern block must leave alone,
 * and must do.
 */
import { expect, it } from 'vitest';
import { loadChain, openChain } from '#src/models/testing/open-chain';
import { fixtureInput } from './self-check';

const SIZE = { width: 96, height: 64 };

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);
}

it('rpl: the closed set is the base network for every strength of the block, and strength 0 is the base energy', async () => {
  const files = await loadChain('rpl');
  const image = fixtureInput(SIZE.width, SIZE.height, files.entry.input);
  const chain = await openChain(files, SIZE, 'wasm', null);
  const run = async (gamma: number) => {
    const outputs = await chain.run(image, { gamma });
    const copyOf = (name: string) => (outputs[name] as Float32Array).slice();
    return {
      base: copyOf('base/logits'),
      logits: copyOf('rpl/logits'),
      rplLogits: copyOf('rpl/rplLogits'),
      residualNorm: copyOf('rpl/residualNorm'),
    };
  };
  const trained = await run(1);
  for (const gamma of [0, 0.5, 2])
    expect(largestDifference((await run(gamma)).logits, trained.logits), `gamma ${gamma}`).toBe(0);
  expect(largestDifference(trained.logits, trained.base)).toBeLessThan(1e-5);

  const off = await run(0);
  expect(largestDifference(off.rplLogits, off.logits)).toBeLessThan(1e-5);
  expect(off.residualNorm.every((value) => value === 0)).toBe(true);
  expect(largestDifference(trained.rplLogits, trained.logits)).toBeGreaterThan(0.01);
  expect(trained.residualNorm.every((value) => value >= 0)).toBe(true);
  await expect(chain.run(image, { gamma: 3 })).rejects.toMatchObject({ code: 'option-invalid' });
  await chain.release();
});
