/** Settings in the URL's query: they choose how the engine starts, so they are read once. */
import * as v from 'valibot';

const path = <const T extends string>(values: readonly [T, ...T[]]) =>
  v.fallback(v.picklist([...values, 'auto']), 'auto');

const longSide = v.fallback(
  v.pipe(
    v.string(),
    v.transform(Number),
    v.integer(),
    v.minValue(32),
    v.maxValue(2048),
    v.multipleOf(32),
  ),
  768,
);

const schema = v.object({
  inference: path(['webgpu', 'wasm']),
  compute: path(['webgpu', 'cpu']),
  size: longSide,
  faults: v.fallback(
    v.pipe(
      v.string(),
      v.transform((text) => text === '1'),
    ),
    false,
  ),
});

export type UrlSettings = v.InferOutput<typeof schema>;

function readUrlSettings(search: string): UrlSettings {
  const query = new URLSearchParams(search);
  return v.parse(schema, {
    inference: query.get('inference'),
    compute: query.get('compute'),
    size: query.get('size'),
    faults: query.get('faults'),
  });
}

export const urlSettings = readUrlSettings(location.search);
