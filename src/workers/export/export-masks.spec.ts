import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { manualPrompt } from '#src/core/prompts/edit-prompts';
import { decodeRle, encodeRle } from '#src/core/rle/coco-rle';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ExportRecord, PromptExportKind } from '#src/protocol/exports';
import type { PaneView } from '#src/protocol/view';
import { segmentPrompts } from '#src/workers/scores/segment-prompts';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { exportPrompts } from './export-masks';

const S2M = settingsFor(methodById('s2m'));
const PROMPTS = [
  manualPrompt('a', { x: 8, y: 4, width: 20, height: 12 }),
  manualPrompt('b', { x: 30, y: 4, width: 20, height: 12 }),
];

it('the files hold the masks that were answered, of the prompts that were sent', async () => {
  const fake = createFakeModels([...modelsOf(methods), WORDS_NETWORK, SIMILARITY_GRAPH]);
  const { entry } = fake;
  const context = {
    ...fake.context,
    pictures: { get: () => entry } as unknown as typeof fake.context.pictures,
  };
  const { prompts } = await segmentPrompts(context, {
    pictureId: 'a',
    settings: S2M,
    prompts: PROMPTS,
  });
  const record: ExportRecord = {
    picture: { name: 'a', fileName: 'a.png', ...entry.size, original: entry.size },
    settings: S2M,
    threshold: 0.5,
    minArea: 0,
    removal: null,
    leftOut: null,
    model: null,
    longSide: 64,
    inference: 'wasm',
    compute: 'cpu',
    versions: { anomalens: '0.0.0', onnxruntime: '0.0.0' },
  };
  const WHOLE = { leftOut: null };
  const file = (kind: PromptExportKind, pane: Pick<PaneView, 'leftOut'> = WHOLE) =>
    exportPrompts(context, entry, kind, record, pane);
  const kinds = ['masks-png', 'masks-coco', 'boxes-json'] as const;
  const types = await Promise.all(kinds.map(async (kind) => (await file(kind)).type));
  expect(types).toEqual(['image/png', 'application/json', 'application/json']);
  const areas = prompts.map(({ area }) => area);
  expect(Math.min(...areas)).toBeGreaterThan(200);

  const { data } = decode(new Uint8Array(await (await file('masks-png')).arrayBuffer()));
  expect([1, 2].map((id) => data.filter((value) => value === id).length)).toEqual(areas);

  const coco = JSON.parse(await (await file('masks-coco')).text());
  const masks = coco.annotations.map(
    ({ segmentation }: { segmentation: Parameters<typeof decodeRle>[0] }) =>
      decodeRle(segmentation),
  );
  expect(masks.map((mask: Uint8Array) => mask.filter((bit) => bit === 1).length)).toEqual(areas);
  expect([...masks[1]]).toEqual(Array.from(data, (value) => (value === 2 ? 1 : 0)));

  const above = await exportPrompts(
    context,
    entry,
    'masks-coco',
    { ...record, threshold: 1.1 },
    WHOLE,
  );
  expect(JSON.parse(await above.text()).annotations).toEqual([]);

  const right = Uint8Array.from({ length: 64 * 32 }, (_, pixel) => Number(pixel % 64 >= 29));
  const leftOut = { serial: 1, mask: encodeRle(right, entry.size) };
  const left = JSON.parse(await (await file('masks-coco', { leftOut })).text());
  expect(left.annotations.map(({ id }: { id: number }) => id)).toEqual([1]);
  const inside = decode(new Uint8Array(await (await file('masks-png', { leftOut })).arrayBuffer()));
  expect(inside.data.some((id, pixel) => id > 0 && pixel % 64 >= 29)).toBe(false);

  const namedBy = { id: WORDS_NETWORK, sha256: '' };
  const named = await exportPrompts(context, entry, 'masks-coco', { ...record, namedBy }, WHOLE);
  const { info, annotations } = JSON.parse(await named.text());
  expect(info.namedBy).toEqual(namedBy);
  expect(annotations[1]).toMatchObject({ names: ['cow', 'horse', 'crane'] });
  expect(annotations[1].name_similarity).toBeGreaterThan(annotations[0].name_similarity);
  expect(coco.annotations[1]).not.toHaveProperty('names');

  const boxes = JSON.parse(await (await file('boxes-json')).text());
  expect(boxes.prompts.map(({ box }: { box: object }) => box)).toEqual(
    PROMPTS.map(({ box }) => box),
  );
});
