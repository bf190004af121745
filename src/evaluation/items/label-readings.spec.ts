import { expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { LabelOptions } from '#src/core/ground-truth/chosen-reading';
import type { PresetId } from '#src/core/ground-truth/presets';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import type { EvaluationItem } from '#src/evaluation/types';
import { settleLabels } from './label-readings';

const NOTHING_SAID = { as: null, anomaly: null, ignore: null, closedSet: false };

/** The labels' distinct values are their bytes; one with 77 is broken. */
async function settle(
  labels: readonly number[][],
  said: Partial<LabelOptions> = {},
  hint: PresetId | null = null,
) {
  const engine = createFakeEngine({
    inspectLabel: async ({ blob }) => {
      const values = [...new Uint8Array(await blob.arrayBuffer())];
      if (values.includes(77)) throw new AnomalensError('label-unreadable', 'Broken.');
      const ids = { values, pixels: values.map(() => 1) };
      return { width: 2, height: 1, values: { ids, colours: null, alpha: null, names: {} } };
    },
  });
  const items = labels.map((values, i): EvaluationItem => {
    const file = { name: `${i}.png`, read: async () => new Blob([Uint8Array.from(values)]) };
    const place = { folder: '', turn: false };
    return { stem: String(i), image: file, label: file, hint, reading: null, ...place };
  });
  const rules = { names: {}, ...NOTHING_SAID, ...said };
  const readings = await settleLabels(engine, items, rules);
  return labels.map((_, i) => readings.get(String(i)));
}

const ids = (anomaly: number[], ignore: number[]) => ({ as: 'ids', anomaly, ignore });

it('one anomaly id anywhere in the set makes 255 void everywhere', async () => {
  const all = await settle([[0, 255], [0], [0, 2]]);
  expect(all).toEqual([ids([2], [255]), ids([2], [255]), ids([2], [255])]);
});

it('0 and 255 alone are never taken as nothing unknown: the option is named', async () => {
  await expect(settle([[0, 255], [0]])).rejects.toMatchObject({
    code: 'label-unexplained',
    message: expect.stringMatching(/0, 255.*--anomaly-ids 255.*--anomaly-ids none --void-ids 255/),
  });
});

it('what is said counts for every label', async () => {
  const none = await settle([[0, 255], [0]], { anomaly: [], ignore: [255] });
  expect(none).toEqual([ids([], [255]), ids([], [255])]);
  const mask = await settle([[0, 255], [0]], { anomaly: [255] });
  expect(mask).toEqual([ids([255], []), ids([255], [])]);
});

it('classes are read as classes only when they are asked for', async () => {
  const trainIds = [
    [0, 1, 2],
    [0, 11, 255],
  ];
  expect(await settle(trainIds, { closedSet: true })).toEqual([
    { as: 'train-ids' },
    { as: 'train-ids' },
  ]);
  expect(await settle([[7, 8], [26]], { closedSet: true })).toEqual([
    { as: 'label-ids' },
    { as: 'label-ids' },
  ]);
  expect(await settle([[0, 19, 20]], { closedSet: true }, 'open-map')).toEqual([
    { as: 'open-map' },
  ]);
  const [classes] = await settle([[0, 5, 11]], {}, 'train-ids');
  expect(classes).toMatchObject({
    code: 'label-values',
    message: expect.stringContaining('--closed-set'),
  });
});

it('a label that cannot be read spoils no other', async () => {
  const [broken, sound] = await settle([
    [0, 77],
    [0, 1],
  ]);
  expect(broken).toBeInstanceOf(AnomalensError);
  expect(sound).toEqual(ids([1], [255]));
});
