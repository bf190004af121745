import { expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureClasses } from './closed-set';

it('classes are those of the closed set, computed once for a run that left none', async () => {
  const { context, entry } = createFakeModels(['base', 'rpl']);
  await ensureScores(context, entry, [settingsFor(methodById('rpl'), { gamma: 2 })], {});
  const network = entry.networks.get('rpl');
  if (!network) throw new Error('The network has not run.');
  expect(network.classes).toBeNull(); // the score reads the logits of the block
  const scores = vi.spyOn(context.compute, 'scores');
  const classes = await ensureClasses(context, entry, network);
  expect(await ensureClasses(context, entry, network)).toBe(classes);
  expect(scores).toHaveBeenCalledOnce();
  expect(scores.mock.calls[0]?.slice(1)).toEqual([entry.size, []]);
  expect(new Set(await context.compute.readClasses(classes))).toEqual(new Set([1]));
});
