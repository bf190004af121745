/**
 * A project: how the page looks at a set of pictures, without their pixels. Pictures are known by the
 * SHA-256 of their files, so that they are found again whatever they are called and wherever they lie.
 */
import * as v from 'valibot';
import type { Prompt } from '#src/core/prompts/prompt';

export const PROJECT_VERSION = 1;
export const PROJECT_ENDING = '.anomalens.json';

const finite = v.pipe(v.number(), v.finite());
const box = v.object({ x: finite, y: finite, width: finite, height: finite });
const point = v.object({ x: finite, y: finite, positive: v.boolean() });
const prompt = v.object({
  id: v.string(),
  box: v.nullable(box),
  points: v.array(point),
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  origin: v.picklist(['generated', 'manual']),
}) satisfies v.GenericSchema<unknown, Prompt>;

const picture = v.object({
  name: v.pipe(v.string(), v.maxLength(400)),
  identity: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  tags: v.array(v.pipe(v.string(), v.maxLength(100))),
  /** Null: those of the generator. */
  prompts: v.nullable(v.pipe(v.array(prompt), v.maxLength(1000))),
});

const schema = v.object({
  anomalens: v.literal('project'),
  version: v.literal(PROJECT_VERSION),
  /** The fragment of a link to the view. */
  view: v.string(),
  pictures: v.array(picture),
  /** Identity of the picture that is shown; null for a sample or none. */
  shown: v.nullable(v.string()),
});

export type Project = v.InferOutput<typeof schema>;
export type ProjectPicture = Project['pictures'][number];

/** Null for a text that is no project of this version. */
export function parseProject(text: string): Project | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Whether a text is what pictures of a file are known by; frames of drives are known otherwise. */
export const isDigest = (identity: string): boolean => v.is(picture.entries.identity, identity);
