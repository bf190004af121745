/** Limits that a report has to keep, for whoever lets a machine decide on a new network. */
import { UsageError } from './values.mjs';

/**
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {Report['methods'][string]} Method
 *
 * @typedef {object} Limit
 * @property {string | null} method null for every one that has no limit of its own.
 * @property {string} metric
 * @property {'below' | 'above'} side where it is broken.
 * @property {number} value per cent.
 */

export const GATE_USAGE =
  '[--against REPORT] [--fail-below [METHOD:]METRIC=N ...] [--fail-above [METHOD:]METRIC=N ...]';

/** What a method's part of a report says, in per cent. @type {Record<string, (method: Method) => number | null | undefined>} */
export const METRICS = {
  AP: ({ pixel }) => pixel.AP,
  AUROC: ({ pixel }) => pixel.AUROC,
  FPR95: ({ pixel }) => pixel.FPR95,
  bestF1: ({ pixel }) => pixel.bestF1,
  sIoU: ({ component }) => component?.sIoU,
  PPV: ({ component }) => component?.PPV,
  componentF1: ({ component }) => component?.F1,
};

/**
 * The limits of `--fail-below` and `--fail-above`: `METRIC=N`, or `METHOD:METRIC=N` for one method.
 * @param {import('./values.mjs').Values} values @returns {Limit[]} @throws UsageError
 */
export function limitsOf(values) {
  return /** @type {const} */ (['below', 'above']).flatMap((side) => {
    const given = values[`fail-${side}`];
    return Array.isArray(given) ? given.map((text) => limitOf(text, side)) : [];
  });
}

/** @param {string} text @param {Limit['side']} side @returns {Limit} @throws UsageError */
function limitOf(text, side) {
  const option = `--fail-${side} ${text}`;
  const [, named, metric = '', number = ''] = /^(?:(.+):)?([^:=]*)=([^=]*)$/.exec(text) ?? [];
  if (!Object.hasOwn(METRICS, metric))
    throw new UsageError(
      `${option}: a limit is METRIC=N or METHOD:METRIC=N, with one of ${Object.keys(METRICS).join(', ')}`,
    );
  return { method: named ?? null, metric, side, value: perCentOf(number, option, 'limit') };
}

/**
 * A number of per cent, from 0 to 100. A fraction where per cent is meant would let everything pass:
 * it is asked about.
 * @param {string} number @param {string} option for the message. @param {string} what is given.
 * @throws UsageError
 */
export function perCentOf(number, option, what) {
  const digits = number.replace(/\s*%\s*$/, '');
  const value = Number(digits);
  if (digits.trim() === '' || !(value >= 0 && value <= 100))
    throw new UsageError(`${option}: the ${what} is a number of per cent from 0 to 100`);
  if (value > 0 && value < 1 && digits === number)
    throw new UsageError(
      `${option}: ${what}s are in per cent: write ${Number((100 * value).toPrecision(12))}, or ${number}% if so little is meant`,
    );
  return value;
}

/**
 * A sentence for each limit that a report breaks. A metric that is not defined breaks its limit:
 * nothing says that it is kept. A method's own limit goes before one for all.
 * @param {Report} report @param {readonly Limit[]} limits
 */
export function brokenLimits({ methods }, limits) {
  return Object.entries(methods).flatMap(([id, method]) =>
    limits
      .filter((limit) => holdsFor(id, limit, limits))
      .flatMap((limit) => sentenceOf(id, method, limit)),
  );
}

/** @param {string} id @param {Limit} limit @param {readonly Limit[]} limits */
function holdsFor(id, limit, limits) {
  if (limit.method !== null) return limit.method === id;
  return !limits.some(
    ({ method, metric, side }) => method === id && metric === limit.metric && side === limit.side,
  );
}

/** @param {string} id @param {Method} method @param {Limit} limit @returns {string[]} */
function sentenceOf(id, method, { metric, side, value: limit }) {
  const value = METRICS[metric]?.(method) ?? null;
  if (value === null)
    return [
      `${id}: ${metric} is undefined, and has to be at ${side === 'below' ? 'least' : 'most'} ${limit}.`,
    ];
  const isBroken = side === 'below' ? value < limit : value > limit;
  const shown = Number(value.toPrecision(6));
  return isBroken ? [`${id}: ${metric} is ${shown}, ${side} the limit of ${limit}.`] : [];
}
