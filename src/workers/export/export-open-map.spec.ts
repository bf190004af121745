import { expect, it } from 'vitest';
import { decideGroups } from '#src/core/ground-truth/decide-reading';
import { decodeLabel } from '#src/core/ground-truth/decode-label';
import { valuesOf } from '#src/core/ground-truth/label-values';
import { toGroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { nameFile } from '#src/core/pairing/file-roles';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { writeExport } from '#src/workers/export/write-export';
import { metricResult } from '#src/workers/open-world/metric-head';
import { learntAt } from '#src/workers/open-world/open-map';
import { cachedScore } from '#src/workers/scores/score-cache';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';

const DMLNET = settingsFor(methodById('dmlnet'));

it('writes an open map that is read back as a label of the same ids', async () => {
  const fake = createFakeModels(modelsOf(methods));
  const { entry } = fake;
  const versions = { anomalens: '0.0.0', onnxruntime: '0.0.0' };
  const info = { inference: 'wasm', compute: 'cpu', versions };
  const context = {
    ...fake.context,
    info,
    pictures: { get: () => entry },
  } as unknown as typeof fake.context;
  await ensureScores(context, entry, [DMLNET], {});
  const score = cachedScore(entry, DMLNET);
  if (!score) throw new Error('There is no score.');
  const values = await context.compute.readScore(score.map);
  const threshold = [...values].sort((a, b) => a - b)[values.length >> 1];
  const network = await metricResult(context, entry);
  const { embedding } = learntAt(network, entry.size, [], { x: 20, y: 10 }) ?? {};
  const learnt = [
    {
      name: 'cow',
      colour: '#123456',
      rule: { kind: 'prototype' as const, prototype: embedding ?? [], radius: 0.02 },
    },
  ];
  const pane = {
    settings: DMLNET,
    threshold,
    removal: null,
    leftOut: null,
    learnt,
    layer: 'open-map',
  } as unknown as PaneView;
  const { blob, fileName } = await writeExport(context, {
    kind: 'open-map-png',
    pictureId: 'a',
    fileName: 'road.webp',
    pane,
    minArea: 0,
  });

  const { role, hint, asLabel } = nameFile({ path: fileName });
  expect([role, asLabel]).toEqual(['label', 'road']);
  const raw = decodeLabel(new Uint8Array(await blob.arrayBuffer()));
  const [group] = decideGroups([{ folder: '', hint, values: valuesOf(raw) }]);
  if (!group?.reading) return expect.unreachable();
  const { openIds, data } = toGroundTruth(raw, group.reading);
  const ids = openIds ?? new Uint8Array();
  const { width } = entry.size;
  for (const pixel of ids.keys()) {
    const own = learntAt(network, entry.size, learnt, {
      x: pixel % width,
      y: Math.floor(pixel / width),
    });
    if (own?.position === 0) expect(ids[pixel]).toBe(20);
    else expect(ids[pixel] === 19).toBe(values[pixel]! >= Math.fround(threshold!));
  }
  for (const id of [19, 20]) expect(ids.filter((other) => other === id).length).toBeGreaterThan(20);
  expect(data.every((value) => value < 19 || value === 255)).toBe(true);
});
