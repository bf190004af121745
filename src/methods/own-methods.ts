/** The scores of a person's own network: every formula of one pixel's logits, and that of queries. */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { type Card, shownClasses } from '#src/core/own-network/card';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import { defineMethod, type Method } from './define-method';
import { featureDistances } from './feature-distances';
import { findMethod, methods } from './registry';
import { rejectedByAll } from './rejected-by-all';

/** Probabilities lack the constant that softmax took away, which these show. */
const NEED_LOGITS: readonly ScoreKind[] = ['max-logit', 'energy'];
/** The formulas that reward training of their own, which a stranger's network has not had. */
const LEARNT: readonly ScoreKind[] = ['eds', 'eds-mix'];

/** A network's id by the SHA-256 of its file: links and reports name it so. */
export function ownModelId(sha256: string): string {
  return `own-${sha256.slice(0, 8)}`;
}

/** Which formula of the page a method of a person's network is, by the id of that one; null for others. */
export function formulaOfOwn(methodId: string): string | null {
  return /^own-[0-9a-f]{8}-(.+)$/.exec(methodId)?.[1] ?? null;
}

/** Whether a method is of a person's own network. */
export function isOwn(methodId: string): boolean {
  return formulaOfOwn(methodId) !== null;
}

/**
 * The methods of a network, in the order of the page. Those that need logits are left out where it
 * gives probabilities, and all where it gives the winning class alone.
 * @param fit to ordinary pictures, which brings thresholds and the distances of features; null before one.
 */
export function ownMethods(
  modelId: string,
  card: Pick<Card, 'title' | 'output' | 'classes' | 'leftOut'>,
  fit: NetworkFit | null = null,
): Method[] {
  const { kind } = card.output;
  if (kind === 'classes') return [];
  const lacksLogits =
    kind === 'probabilities' || kind === 'log-probabilities' || kind === 'queries';
  const count = shownClasses(card).length;
  const formulas = methods.flatMap((method) => {
    const { score } = method;
    const isFormula =
      (method.group === 'base-network' || method.group === 'comparators') && 'kind' in score;
    if (!isFormula || LEARNT.includes(score.kind)) return [];
    if (lacksLogits && NEED_LOGITS.includes(score.kind)) return [];
    return defineMethod({
      ...method,
      id: `${modelId}-${method.id}`,
      group: 'own-network',
      title: `${method.title} (${card.title})`,
      shortTitle: `${method.shortTitle ?? method.title}, ${card.title}`,
      formula: method.formula.replaceAll('ln 19', `ln ${count}`),
      unit: method.unit.replaceAll('ln 19', `ln ${count}`),
      label: 'your own network',
      range: { ...method.range, ...(score.kind === 'msp' ? { max: 1 - 1 / count } : {}) },
      displayRange: undefined,
      onDemand: false,
      model: modelId,
      calibration: fit?.calibration ?? null,
      meta: undefined,
    });
  });
  return [
    ...formulas,
    ...(kind === 'queries' ? [rejectedByAll(modelId, card.title, count, fit)] : []),
    ...(fit ? featureDistances(modelId, card.title, fit) : []),
  ];
}

/** The raw threshold that was measured for a method of the page; null for a person's own. */
export function measuredThreshold(methodId: string): number | null {
  return isOwn(methodId) ? null : (findMethod(methodId)?.defaultThreshold ?? null);
}
