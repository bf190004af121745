/** What files beside a network say of how it is fed: those of Hugging Face, PaddleSeg and ours. */
import * as v from 'valibot';

/** What any of them says; absent where it says nothing. */
export interface SideEvidence {
  /** For values from 0 to 1. */
  mean?: [number, number, number];
  std?: [number, number, number];
  /** Blue first. */
  bgr?: boolean;
  /** Names by channel. */
  names?: string[];
  longSide?: number;
  multipleOf?: number;
  fit?: 'stretch' | 'letterbox';
  /** The name of the file, for a person. */
  file: string;
}

const triple = v.strictTuple([v.number(), v.number(), v.number()]);
const optionalSize = v.optional(
  v.union([
    v.number(),
    v.object({
      height: v.optional(v.number()),
      width: v.optional(v.number()),
      shortest_edge: v.optional(v.number()),
      longest_edge: v.optional(v.number()),
    }),
  ]),
);
/** The keys that transformers.js reads. */
const preprocessor = v.object({
  do_rescale: v.optional(v.boolean()),
  rescale_factor: v.optional(v.number()),
  do_normalize: v.optional(v.boolean()),
  image_mean: v.optional(triple),
  image_std: v.optional(triple),
  mean: v.optional(triple),
  std: v.optional(triple),
  size: optionalSize,
  size_divisor: v.optional(v.nullable(v.number())),
  ensure_multiple_of: v.optional(v.nullable(v.number())),
  keep_aspect_ratio: v.optional(v.boolean()),
  do_pad: v.optional(v.nullable(v.boolean())),
  do_flip_channel_order: v.optional(v.boolean()),
});
const config = v.object({ id2label: v.record(v.string(), v.string()) });

/** A file's evidence; null for one that says nothing about a network. */
export function sideEvidence(path: string, text: string): SideEvidence | null {
  const file = path.split('/').at(-1) ?? path;
  if (/\.ya?ml$/i.test(file)) return fromDeployYaml(file, text);
  const json = parsed(text);
  const names = v.safeParse(config, json);
  if (names.success) return { file, ...namesById(names.output.id2label) };
  const read = v.safeParse(preprocessor, json);
  const isPreprocessor = typeof json === 'object' && json !== null && /image_|do_|size/.test(text);
  return read.success && isPreprocessor ? { file, ...fromPreprocessor(read.output) } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fromPreprocessor(given: v.InferOutput<typeof preprocessor>): Omit<SideEvidence, 'file'> {
  // Without rescaling the network reads bytes: they are 255 times as large.
  const factor = given.do_rescale === false ? 1 : (given.rescale_factor ?? 1 / 255);
  const unit = factor * 255;
  const scaled = (values: [number, number, number]) =>
    values.map((value) => value / unit) as [number, number, number];
  const normalises = given.do_normalize !== false;
  const mean = (normalises && (given.image_mean ?? given.mean)) || [0, 0, 0];
  const std = (normalises && (given.image_std ?? given.std)) || [1, 1, 1];
  const { size } = given;
  const sides =
    typeof size === 'number'
      ? [size]
      : size
        ? [size.height, size.width, size.longest_edge].filter((side) => side !== undefined)
        : [];
  const divisor = given.size_divisor ?? given.ensure_multiple_of;
  return {
    mean: scaled(mean),
    std: scaled(std),
    ...(given.do_flip_channel_order ? { bgr: true } : {}),
    ...(sides.length > 0 ? { longSide: Math.max(...sides) } : {}),
    ...(divisor ? { multipleOf: divisor } : {}),
    ...(given.keep_aspect_ratio || given.do_pad ? { fit: 'letterbox' as const } : {}),
  };
}

/** Labels by number, as a list where none is missing. */
function namesById(labels: Readonly<Record<string, string>>): { names?: string[] } {
  const names = Object.keys(labels).map((_, index) => labels[index]);
  const isWhole = names.length > 0 && names.every((name) => name !== undefined);
  // The library writes LABEL_0 where nobody has named them.
  return isWhole && !/^LABEL_\d+$/.test(names[0] as string) ? { names: names as string[] } : {};
}

/** PaddleSeg's `deploy.yaml`; its transforms are a list of types with their numbers. */
function fromDeployYaml(file: string, text: string): SideEvidence | null {
  if (!/transforms:/.test(text)) return null;
  const normalises = /type:\s*Normalize/.test(text);
  const numbers = (key: string, usual: number): [number, number, number] => {
    const inline = new RegExp(`\\b${key}:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1]?.split(',');
    const block = new RegExp(`\\b${key}:\\s*\\n((?:\\s*-\\s*[\\d.]+\\s*\\n?){3})`).exec(text)?.[1];
    const given = (inline ?? block?.match(/[\d.]+/g) ?? []).map(Number);
    return given.length === 3 && given.every(Number.isFinite)
      ? (given as [number, number, number])
      : [usual, usual, usual];
  };
  return {
    file,
    mean: normalises ? numbers('mean', 0.5) : [0, 0, 0],
    std: normalises ? numbers('std', 0.5) : [1 / 255, 1 / 255, 1 / 255],
  };
}

/**
 * Names that Ultralytics writes into a file as a dictionary of Python; null where it holds none.
 * @param text such as `{0: 'road', 1: "driver's seat"}`.
 */
export function pythonNames(text: string): string[] | null {
  const labels: Record<string, string> = {};
  const entry = /(\d+)\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  for (const [, index, single, double] of text.matchAll(entry))
    labels[index as string] = (single ?? double ?? '').replace(/\\(.)/g, '$1');
  return namesById(labels).names ?? null;
}
