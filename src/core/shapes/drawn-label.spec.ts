import { expect, it } from 'vitest';
import { valuesOf } from '#src/core/ground-truth/label-values';
import { oriented } from '#src/core/ground-truth/turn-label';
import { drawLabel, drawnLabelBlob, idsOfNames, isDrawnLabel } from './drawn-label';
import type { DrawnPicture } from './shapes';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const picture = (about: Partial<DrawnPicture>): DrawnPicture => ({
  picture: 'a.jpg',
  size: { width: 2, height: 1 },
  shapes: [],
  notice: null,
  problem: null,
  ...about,
});
const pixel = (name: string | null, x: number) => ({
  name,
  area: { kind: 'rings' as const, rings: [[x, 0, x + 1, 0, x + 1, 1, x, 1]] },
});

it('names have ids in the order of the alphabet, and none has that of void', () => {
  const names = Array.from({ length: 300 }, (_, i) => `${i}`.padStart(3, '0'));
  const ids = idsOfNames([...names.toReversed(), '007', '__proto__']);
  expect(['000', '253', '254', '299', '__proto__'].map((name) => ids.get(name))).toEqual([
    ...[1, 254, 256, 301, 302],
  ]);
  const most = idsOfNames(Array.from({ length: 65_534 }, (_, i) => `${i}`));
  expect(Math.max(...most.values())).toBe(65_535);
  expect(() => idsOfNames(Array.from({ length: 65_535 }, (_, i) => `${i}`))).toThrow(/too many/);
});

it('a label has the names that its picture has, and its notice', async () => {
  const ids = idsOfNames(['car', 'dog', 'zebra']);
  const drawn = picture({ shapes: [pixel('dog', 0), pixel(null, 1)], notice: 'A line.' });
  const label = drawLabel(await bytesOf(drawnLabelBlob(drawn, ids)));
  expect(label).toEqual({
    ...{ width: 2, height: 1, ids: Uint8Array.of(2, 255), colours: null, alpha: null },
    drawn: { names: { 2: 'dog', 255: 'ignored region' }, notice: 'A line.' },
  });
  expect(valuesOf(label)).toMatchObject({ names: { 2: 'dog' }, drawn: true });
  expect(oriented(label, 6)).toMatchObject({ width: 1, height: 2, drawn: { notice: 'A line.' } });
});

it('more names than a byte holds are ids of 16 bits', async () => {
  const ids = idsOfNames(Array.from({ length: 300 }, (_, i) => `${i}`.padStart(3, '0')));
  const read = async (...shapes: DrawnPicture['shapes']) =>
    drawLabel(await bytesOf(drawnLabelBlob(picture({ shapes }), ids))).ids;
  expect(await read(pixel('299', 1))).toEqual(Uint16Array.of(0, 301));
  expect(await read(pixel('000', 0), pixel('299', 1))).toEqual(Uint16Array.of(1, 301));
  expect(await read(pixel('253', 0), pixel(null, 1))).toEqual(Uint8Array.of(254, 255));
});

it('a problem of the picture is that of its label', async () => {
  const read = async (about: Partial<DrawnPicture>) =>
    drawLabel(await bytesOf(drawnLabelBlob(picture(about), new Map())));
  await expect(read({ problem: 'No.' })).rejects.toMatchObject({
    code: 'label-unreadable',
    message: 'No.',
  });
  await expect(read({ size: { width: 20_000, height: 20_000 } })).rejects.toThrow(/megapixels/);
});

it('is told from other files by its beginning', async () => {
  const blob = drawnLabelBlob(picture({}), new Map());
  expect(isDrawnLabel(await bytesOf(blob))).toBe(true);
  expect(isDrawnLabel(new TextEncoder().encode('{"shapes":[]}'))).toBe(false);
  expect(blob.type).toBe('application/json');
  expect(() => drawLabel(new TextEncoder().encode('{"anomalensDrawnLabel":1,'))).toThrow(
    expect.objectContaining({
      code: 'label-unreadable',
      message: 'The label is damaged.',
      retryable: false,
    }),
  );
});
