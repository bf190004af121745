/** Settles how the labels of a set are read, before any of them is counted. */
import { AnomalensError } from '#src/core/errors';
import {
  chosenReading,
  type LabelOptions,
  unexplained,
} from '#src/core/ground-truth/chosen-reading';
import {
  decideGroups,
  type LabelGroup,
  type LabelOfFolder,
} from '#src/core/ground-truth/decide-reading';
import { isClosedSet, type LabelReading } from '#src/core/ground-truth/label-reading';
import { mergeValues, withNames } from '#src/core/ground-truth/label-values';
import type { Engine } from '#src/engine-client/engine';
import type { EvaluationControl, EvaluationItem, LabelRules } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';

/** By stem: the reading, or why the label cannot be used. Items without a label are left out. */
export type Readings = Map<string, LabelReading | AnomalensError>;

/** What the labels hold that nobody has said anything about. */
export interface InspectedLabels {
  labels: (LabelOfFolder & { stem: string })[];
  /** By stem: why a label cannot be used. */
  errors: Map<string, AnomalensError>;
}

/**
 * Reads every label that has no reading yet. The whole set is asked, also by a shard: labels
 * explain each other.
 * @throws AnomalensError `label-unexplained` where only a person can tell, `cancelled`.
 */
export async function settleLabels(
  engine: Engine,
  items: readonly EvaluationItem[],
  rules: LabelRules & Pick<LabelOptions, 'closedSet'>,
  control: EvaluationControl = {},
): Promise<Readings> {
  const readings: Readings = new Map();
  for (const { stem, reading } of items) if (reading) readings.set(stem, reading);
  const { labels, errors } = await inspectLabels(engine, items, rules.names, control);
  for (const [stem, error] of errors) readings.set(stem, error);
  if (labels.length === 0) return readings;
  const drawn = labels.filter(({ values }) => values.drawn);
  const others = labels.filter(({ values }) => !values.drawn);
  const isMixed = drawn.length > 0 && others.length > 0;
  for (const kind of [drawn, others]) {
    if (kind.length === 0) continue;
    const said = isMixed ? onlyFor(kind === drawn, rules) : rules;
    const chosen = chosenReading(said, mergeValues(kind.map(({ values }) => values)));
    for (const group of decideGroups(kind)) {
      const reading = readingFor(group, chosen, rules.closedSet);
      for (const { stem } of group.labels) readings.set(stem, suited(reading, rules.closedSet));
    }
  }
  return readings;
}

/** Names are said of drawn shapes, ids of the labels of pixels beside them. */
function onlyFor(drawn: boolean, rules: LabelOptions): LabelOptions {
  return drawn
    ? { ...rules, as: null, anomaly: null, ignore: null, closedSet: false }
    : { ...rules, anomalyNames: null, ignoreNames: null };
}

/**
 * @param names what values are called, by a file beside the labels.
 * @throws AnomalensError `cancelled`.
 */
export async function inspectLabels(
  engine: Engine,
  items: readonly EvaluationItem[],
  names: LabelRules['names'],
  { signal, onProgress }: EvaluationControl = {},
): Promise<InspectedLabels> {
  const labels: InspectedLabels['labels'] = [];
  const errors: InspectedLabels['errors'] = new Map();
  for (const [done, { stem, label, hint, reading, folder }] of items.entries()) {
    onProgress?.({ phase: 'labels', done, total: items.length, stem });
    if (reading || !label) continue;
    try {
      const file = { blob: await label.read(), name: label.name };
      const { values } = await engine.request('inspectLabel', file, { signal });
      labels.push({ stem, hint, folder, values: withNames(values, names) });
    } catch (error) {
      if (signal?.aborted) throw error;
      const { code, message } = serialiseError(error);
      errors.set(stem, new AnomalensError(code, message));
    }
  }
  return { labels, errors };
}

/**
 * What was said holds for all, but for classes that a name tells where classes are asked for.
 * @throws AnomalensError `label-unexplained`.
 */
function readingFor(
  group: LabelGroup,
  chosen: LabelReading | null,
  closedSet: boolean,
): LabelReading {
  const isNamedSo = group.reading !== null && isClosedSet(group.reading) && closedSet;
  if (chosen && !isNamedSo) return chosen;
  if (group.reading) return group.reading;
  const folders = new Set(group.labels.map(({ folder }) => folder));
  throw unexplained(group.reason, group.values, [...folders]);
}

function suited(reading: LabelReading, closedSet: boolean): LabelReading | AnomalensError {
  if (isClosedSet(reading) === closedSet) return reading;
  return new AnomalensError(
    'label-values',
    'The label holds the 19 classes, not anomalies: evaluate it as classes (--closed-set of the command).',
  );
}
