/** The thresholds of `--operating-point`: what a person wishes for, and what is said of it. */
import { perCentOf } from './limits.mjs';
import { aligned, rate } from './table.mjs';
import { UsageError } from './values.mjs';

/**
 * @typedef {import('../../src/core/operating-point/wish.ts').Wish} Wish
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {NonNullable<Report['methods'][string]['operatingPoints']>[number]} Point
 */

export const POINT_USAGE = '[--operating-point recall=N|precision=N|false-alarms=N ...]';

/**
 * @param {import('./values.mjs').Values} values @returns {Wish[]} none where nothing is said.
 * @throws UsageError
 */
export function wishesOf(values) {
  const given = values['operating-point'];
  if (!Array.isArray(given)) return [];
  if (values['closed-set'])
    throw new UsageError('--operating-point has no meaning with --closed-set');
  if (values.shard) throw new UsageError('--operating-point is of a whole set: give it to --merge');
  return given.map(wishOf);
}

/** @param {string} text @returns {Wish} @throws UsageError */
function wishOf(text) {
  const option = `--operating-point ${text}`;
  const [, by, number = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (by === 'false-alarms') return { by, value: alarmsOf(number, option) };
  if (by !== 'recall' && by !== 'precision')
    throw new UsageError(
      `${option}: an operating point is recall=N, precision=N or false-alarms=N, such as recall=90`,
    );
  const value = perCentOf(number, option, by);
  if (value === 0) throw new UsageError(`${option}: every threshold has a ${by} of 0`);
  return { by, value: value / 100 };
}

/** @param {string} number @param {string} option @throws UsageError */
function alarmsOf(number, option) {
  const value = Number(number);
  if (number.trim() === '' || !(value >= 0 && Number.isFinite(value)))
    throw new UsageError(
      `${option}: false alarms are a number per image, such as 0.5 for one in two images`,
    );
  return value;
}

const SAID = {
  recall: (/** @type {number} */ wanted) => `recall ${wanted} %`,
  precision: (/** @type {number} */ wanted) => `precision ${wanted} %`,
  'false-alarms': (/** @type {number} */ wanted) => `false alarms ${wanted}`,
};

/**
 * A line for each point of each method, and a sentence for each that is not reached; nothing where
 * none were asked for.
 * @param {Report['methods']} methods @returns {string[]}
 */
export function pointLines(methods) {
  const points = Object.entries(methods).flatMap(([id, { operatingPoints }]) =>
    (operatingPoints ?? []).map((point) => ({ id, point })),
  );
  if (points.length === 0) return [];
  const head = [
    'threshold by',
    'method',
    'threshold',
    'recall',
    'precision',
    'FPR',
    'false alarms',
  ];
  const rows = points.map(({ id, point }) => [
    SAID[point.by](point.wanted) + (point.reached ? '' : ' *'),
    id,
    point.threshold?.toPrecision(6) ?? '-',
    ...[point.recall, point.precision, point.FPR, point.falseAlarms].map(rate),
  ]);
  const missed = points.filter(({ point }) => !point.reached);
  return [
    ...aligned([head, ...rows]),
    ...missed.map(({ id, point }) => `* ${id}: ${missedSentence(point)}`),
  ];
}

/** @param {Point} point that is not reached. */
function missedSentence(point) {
  const { by, wanted, recall, precision, falseAlarms } = point;
  if (by === 'false-alarms')
    return falseAlarms === null
      ? 'no false alarm could be counted.'
      : `the highest threshold has ${rate(falseAlarms)} false alarms per image already, more than ${wanted}.`;
  const best = by === 'recall' ? recall : precision;
  return best === null
    ? `no label has an unknown pixel, so that there is no ${by}.`
    : `no threshold has a ${by} of ${wanted} %: the best is ${rate(best)} %.`;
}
