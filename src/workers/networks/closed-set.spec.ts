import { expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { asTrainIds, ensureClasses } from './closed-set';

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

const network = (...names: string[]) =>
  ({ entry: { title: 'mine', classes: names.map((name) => ({ name })) }, own: {} }) as never;

it('a person’s classes are train ids by their names, whatever their order', () => {
  const classes = Uint8Array.from([0, 1, 2]);
  expect([...asTrainIds(network('sky', 'road', 'pedestrian'), classes)]).toEqual([10, 0, 11]);
  expect(asTrainIds({ entry: {} } as never, classes)).toBe(classes);
});

it.each([
  [['class 0', 'class 1'], 'are not those of Cityscapes.'],
  [['road', 'giraffe'], '"giraffe" is none of them'],
])('other classes are compared with nothing: %s', (names, reason) => {
  expect(() => asTrainIds(network(...names), new Uint8Array(1))).toThrow(
    expect.objectContaining({ code: 'option-invalid', message: expect.stringContaining(reason) }),
  );
});
