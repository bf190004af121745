import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import { FEATURE_NAMES, FEATURES } from '#src/core/meta/feature-names';
import type { FittedMetaModel } from '#src/core/meta/meta-model';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(FEATURES));

const schema = v.object({
  method: v.string(),
  model: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  thresholds: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1)),
  longSide: count,
  images: count,
  segments: count,
  features: v.pipe(
    v.array(v.string()),
    v.check((names) => names.join() === FEATURE_NAMES.join()),
  ),
  mean: numbers,
  scale: v.pipe(
    numbers,
    v.check((values) => values.every((value) => value > 0)),
  ),
  weights: numbers,
  intercept: v.pipe(v.number(), v.finite()),
});

/** A meta classifier from the text of a file. @throws AnomalensError `meta-unreadable`. */
export function readClassifier(text: string): FittedMetaModel {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AnomalensError('meta-unreadable', 'This is no JSON file.', false, { cause });
  }
  const { success, output, issues } = v.safeParse(schema, json);
  if (success) return output;
  const where = v.getDotPath(issues[0]);
  const what = where
    ? `“${where.split('.')[0]}” is missing or not what it should be`
    : 'its parts are missing';
  throw new AnomalensError(
    'meta-unreadable',
    `This file is no meta classifier: ${what}. One that was saved here, or by npm run meta:fit, can be loaded.`,
  );
}
