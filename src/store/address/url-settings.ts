/** Settings in the URL's query: they choose how the engine starts, so they are read once. */
import * as v from 'valibot';

const longSide = v.pipe(
  v.string(),
  v.nonEmpty(), // an empty text is the number 0
  v.transform(Number),
  v.integer(),
  v.minValue(32),
  v.maxValue(2048),
  v.multipleOf(32),
);

const threads = v.pipe(v.string(), v.regex(/^[1-8]$/), v.transform(Number));

const SCHEMAS = {
  inference: v.picklist(['auto', 'webgpu', 'wasm']),
  compute: v.picklist(['auto', 'webgpu', 'cpu']),
  threads: v.union([v.literal('auto'), threads]),
  size: longSide,
  faults: v.pipe(
    v.picklist(['0', '1']),
    v.transform((text) => text === '1'),
  ),
};

type UrlSettings = { [K in keyof typeof SCHEMAS]: v.InferOutput<(typeof SCHEMAS)[K]> };

const DEFAULTS: UrlSettings = {
  inference: 'auto',
  compute: 'auto',
  threads: 'auto',
  size: 768,
  faults: false,
};

function readUrlSettings(search: string): { settings: UrlSettings; unusable: string[] } {
  const query = new URLSearchParams(search);
  const settings = { ...DEFAULTS };
  const unusable: string[] = [];
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const text = query.get(name);
    if (text === null) continue;
    const parsed = v.safeParse(schema, text);
    if (parsed.success) Object.assign(settings, { [name]: parsed.output });
    else unusable.push(`${name}=${text.slice(0, 40)}`);
  }
  return { settings, unusable };
}

const read = readUrlSettings(location.search);

export const urlSettings = read.settings;

/** Settings that the address asks for and nobody can give, such as `size=100`. */
export const unusableSettings: readonly string[] = read.unusable;
