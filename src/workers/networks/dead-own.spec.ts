import { expect, it } from 'vitest';
import type { PreparedOwnNetwork } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureNetworkResult } from './inference';

it.each([
  ['all zero', 0],
  ['not a number', Number.NaN],
])(
  'a network of one’s own is doubted, not the device, when its output is %s',
  async (problem, value) => {
    const { context, entry } = createFakeModels([]);
    const model = {
      entry: { id: 'mine', kind: 'own', title: 'mine', classes: [], leastRoadShare: null },
      own: {
        card: {
          input: {
            mean: [0, 0, 0],
            std: [1, 1, 1],
            size: { kind: 'free', multipleOf: 32, longSide: null },
          },
        },
        secondsFor: () => 0.1,
        run: async () => ({
          logits: { classes: 2, width: 8, height: 4, data: new Float32Array(64).fill(value) },
        }),
      },
    } as unknown as PreparedOwnNetwork;
    context.models.get = async () => model;
    const result = ensureNetworkResult(context, entry, { modelId: 'mine', scalars: {} }, {});
    await expect(result).rejects.toMatchObject({
      code: 'model-self-check',
      message: `The network's output is ${problem}: its weights, its export or its card's mean and standard deviation do not fit this picture.`,
    });
  },
);
