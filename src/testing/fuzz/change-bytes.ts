/** Damage that knows nothing of a format. */
import { joined } from '#src/core/png/png-chunks';
import type { Draw } from '#src/testing/fuzz/draw';

/** Numbers at which sizes, counts and signs go wrong. */
const EDGES = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000];
const WIDE_EDGES = [...EDGES, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

type Change = (draw: Draw, bytes: Uint8Array, from: number) => Uint8Array;

const flipBit: Change = (draw, bytes, from) => {
  const place = from + draw.below(bytes.length - from);
  return bytes.with(place, (bytes[place] as number) ^ (1 << draw.below(8)));
};

const setByte: Change = (draw, bytes, from) =>
  bytes.with(
    from + draw.below(bytes.length - from),
    draw.chance(0.5) ? draw.below(256) : draw.pick(EDGES) & 255,
  );

const setNumber: Change = (draw, bytes, from) => {
  const size = draw.pick([2, 4]);
  if (bytes.length - from < size) return bytes;
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const place = from + draw.below(bytes.length - from - size + 1);
  const little = draw.chance(0.5);
  if (size === 2) view.setUint16(place, draw.pick(EDGES), little);
  else view.setUint32(place, draw.pick(WIDE_EDGES), little);
  return copy;
};

const cut: Change = (draw, bytes, from) =>
  bytes.subarray(0, from + draw.below(bytes.length - from));

/** A range, mostly a short one. */
function rangeIn(draw: Draw, length: number, from: number): [start: number, end: number] {
  const start = from + draw.below(length - from);
  const most = draw.chance(0.8) ? 16 : length;
  return [start, Math.min(length, start + 1 + draw.below(most))];
}

const remove: Change = (draw, bytes, from) => {
  const [start, end] = rangeIn(draw, bytes.length, from);
  return joined([bytes.subarray(0, start), bytes.subarray(end)]);
};

const repeat: Change = (draw, bytes, from) => {
  const [start, end] = rangeIn(draw, bytes.length, from);
  const times = 1 + draw.below(draw.chance(0.9) ? 3 : 200);
  const part = bytes.subarray(start, end);
  return joined([bytes.subarray(0, end), ...Array(times).fill(part), bytes.subarray(end)]);
};

const fill: Change = (draw, bytes, from) => {
  const [start, end] = rangeIn(draw, bytes.length, from);
  return bytes.slice().fill(draw.pick([0, 255, draw.below(256)]), start, end);
};

const append: Change = (draw, bytes) =>
  joined([bytes, Uint8Array.from({ length: 1 + draw.below(40) }, () => draw.below(256))]);

const CHANGES = [
  flipBit,
  flipBit,
  flipBit,
  setByte,
  setNumber,
  setNumber,
  cut,
  remove,
  repeat,
  fill,
  append,
];
/** Far larger inputs would only take longer. */
const MOST_BYTES = 2_000_000;

/** One to four changes. @param from bytes before it stay. */
export function changeBytes(draw: Draw, bytes: Uint8Array, from = 0): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let count = draw.pick([1, 1, 1, 2, 3, 4]); count > 0; count--) {
    if (changed.length <= from || changed.length > MOST_BYTES) break;
    changed = Uint8Array.from(draw.pick(CHANGES)(draw, changed, from));
  }
  return changed;
}

/** Mostly behind the first bytes, by which a format is known, and half of the time near them. */
export function changeBehind(draw: Draw, bytes: Uint8Array, from: number): Uint8Array {
  const start = draw.chance(0.9) ? Math.min(from, bytes.length - 1) : 0;
  const near = start + 160;
  if (bytes.length <= near || draw.chance(0.5)) return changeBytes(draw, bytes, start);
  return joined([changeBytes(draw, bytes.subarray(0, near), start), bytes.subarray(near)]);
}
