import { expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { methodById } from '#src/methods/registry';
import { planAnalysis } from './plan';

const WISH = {
  method: 'energy',
  threshold: null,
  minAreaPercent: 0,
  keepUnlikely: false,
  names: false,
  cover: [],
  longSide: 768,
};
const plan = (wish: Partial<typeof WISH>) => planAnalysis(createFakeEngine(), { ...WISH, ...wish });

it('the threshold is that of the method unless another is given', async () => {
  expect(await plan({})).toMatchObject({ threshold: methodById('energy').defaultThreshold });
  const engine = createFakeEngine();
  expect(await planAnalysis(engine, { ...WISH, threshold: 0 })).toMatchObject({ threshold: 0 });
});

it('a classifier removes what is more likely than not a false positive, unless told not to', async () => {
  expect(await plan({ method: 'max-entropy' })).toMatchObject({
    removeAbove: 0.5,
    classifier: { model: { method: 'max-entropy' } },
  });
  const kept = await plan({ method: 'max-entropy', keepUnlikely: true });
  expect([kept.removeAbove, kept.classifier === null]).toEqual([null, false]);
  expect(await plan({})).toMatchObject({ classifier: null, removeAbove: null });
});

it('all networks of the method are loaded before the first picture, and named', async () => {
  const { networks } = await plan({ method: 's2m' });
  expect(networks.map(({ id }) => id)).toEqual([
    'rpl',
    'mask-decoder',
    'prompt-generator',
    'mask-encoder',
  ]);
  expect(networks[0]).toMatchObject({ title: 'Fake network', sha256: '0'.repeat(64) });
});

it('names need words, which are read before the first picture', async () => {
  await expect(plan({ names: true })).rejects.toMatchObject({ code: 'option-invalid' });
  const engine = createFakeEngine({
    listModels: () => [
      {
        id: 'vision-language',
        kind: 'vision-language',
        title: 'Words',
        bytes: 1,
        sha256: '',
        licence: '',
        needs: [],
      },
    ],
    completeWord: () => {
      throw new AnomalensError('words-unreadable', 'The table is damaged.');
    },
  });
  await expect(planAnalysis(engine, { ...WISH, names: true })).rejects.toMatchObject({
    code: 'words-unreadable',
  });
});

it('a method that there is not is refused', async () => {
  await expect(plan({ method: 'magic' })).rejects.toMatchObject({ code: 'method-unknown' });
});
