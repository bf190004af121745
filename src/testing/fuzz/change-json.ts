/** Damage to JSON: to its text, or to its values so that it stays JSON. */
import { fc } from '#src/core/testing/seeded';
import { changeBytes } from '#src/testing/fuzz/change-bytes';
import type { Draw } from '#src/testing/fuzz/draw';
import { textOf, utf8 } from '#src/testing/fuzz/reader';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const nested = (depth: number) =>
  Array.from({ length: depth }).reduce<Json>((inside) => [inside], 0);

/** Values that stand where others are expected. */
const VALUES: Json[] = [
  ...(fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed: 20260101, numRuns: 300 }) as Json[]),
  ...[0, -0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 2 ** 53 + 2],
  ...['', ' ', '\0', '\ud800', '__proto__', 'constructor', 'x'.repeat(100_000), '-1', '1e999'],
  ...[null, true, [], {}, [[]], nested(40), nested(2000)],
  Array(20_000).fill(7),
];
const KEYS = ['__proto__', 'constructor', 'length', '', 'toString', '0'];

/** Every place of a document, as the way to it. */
function places(value: Json, way: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [way];
  const entries = Array.isArray(value) ? [...value.slice(0, 8).entries()] : Object.entries(value);
  return [way, ...entries.flatMap(([key, inside]) => places(inside, [...way, key]))];
}

function changeValue(draw: Draw, document: Json): Json {
  const way = draw.pick(places(document));
  const key = way.at(-1);
  if (key === undefined) return draw.chance(0.3) ? draw.pick(VALUES) : document;
  const copy = structuredClone(document);
  const holder = way.slice(0, -1).reduce((value, step) => (value as never)[step], copy) as never;
  const set = (name: string | number, value: Json) =>
    Object.defineProperty(holder, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  switch (draw.below(6)) {
    case 0:
      if (Array.isArray(holder)) (holder as Json[]).splice(Number(key), 1);
      else delete (holder as Record<string, Json>)[key];
      break;
    case 1:
      if (Array.isArray(holder)) (holder as Json[]).push(structuredClone(holder[key as never]));
      else set(draw.pick(KEYS), draw.pick(VALUES));
      break;
    case 2: {
      const value: unknown = holder[key as never];
      if (typeof value === 'number')
        set(key, draw.pick([value + 1, -value, value / 3, value * 1e6]));
      else if (typeof value === 'string') set(key, textOf(changeBytes(draw, utf8(value || 'x'))));
      else set(key, draw.pick(VALUES));
      break;
    }
    default:
      set(key, draw.pick(VALUES));
  }
  return copy;
}

/** A quarter is damaged as text. The rest is JSON still, some of it with numbers beyond float64. */
export function changeJson(draw: Draw, sound: Uint8Array): Uint8Array {
  if (draw.chance(0.25)) return changeBytes(draw, sound);
  let document = JSON.parse(textOf(sound)) as Json;
  for (let count = draw.pick([1, 1, 2, 3]); count > 0; count--)
    document = changeValue(draw, document);
  const text = JSON.stringify(document);
  return utf8(draw.chance(0.05) ? text.replace(/\d+(\.\d+)?/, '1e999') : text);
}
