import { expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { detectEncoding } from '#src/core/ground-truth/label-encoding';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { settleLabels } from './label-encodings';
import type { EvaluationItem } from './types';

/** The labels' distinct values are their bytes. */
async function settle(labels: readonly number[][], closedSet = false) {
  const engine = createFakeEngine({
    inspectLabel: async ({ source }) => {
      const detection = detectEncoding([...new Uint8Array(await source.blob.arrayBuffer())]);
      const counts = { normal: 1, anomaly: 0, ignore: 0 };
      return {
        width: 1,
        height: 1,
        counts,
        closedSet: false,
        notice: null,
        ...detection,
        candidates: [...detection.candidates],
      };
    },
  });
  const items = labels.map((values, i): EvaluationItem => {
    const file = { name: `${i}.png`, read: async () => new Blob([Uint8Array.from(values)]) };
    return { stem: String(i), image: file, label: file, hint: null, encoding: null, set: '' };
  });
  const encodings = await settleLabels(engine, items, closedSet);
  return labels.map((_, i) => encodings.get(String(i)));
}

it('255 is void, alone too', async () => {
  expect(await settle([[0, 1, 255], [0, 255], [0]])).toEqual([
    'anomaly-1',
    'anomaly-1',
    'anomaly-1',
  ]);
  expect(await settle([[0, 255]])).toEqual(['anomaly-1']);
});

it('1 and 2 are anomalies', async () => {
  expect(await settle([[0, 2, 255]])).toEqual(['anomaly-2']);
  expect(await settle([[0, 1, 2]])).toEqual(['anomaly-1-2']);
});

it('classes are read as classes only when they are asked for', async () => {
  expect(
    await settle(
      [
        [0, 1, 2],
        [0, 1, 11],
      ],
      true,
    ),
  ).toEqual(['train-ids', 'train-ids']);
  expect(
    await settle(
      [
        [7, 8, 11],
        [7, 26],
      ],
      true,
    ),
  ).toEqual(['label-ids', 'label-ids']);
  const [classes] = await settle([[0, 5, 11]]);
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
  expect(sound).toBe('anomaly-1');
});
