/** The scores of a recorded network: logits that lie in files, from which every formula follows. */
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import type { Method } from './define-method';
import { methods } from './registry';

/** Probabilities lack the constant that softmax took away, which these show. */
const NEED_LOGITS: readonly ScoreKind[] = ['max-logit', 'energy'];

export type FormulaMethod = Method & { score: { kind: ScoreKind } };

/** The methods of the page that need nothing but logits, in its order. */
const FORMULA_METHODS = methods.filter(
  (method): method is FormulaMethod => method.group === 'base-network' && 'kind' in method.score,
);

/** What values give a score by: all formulas of logits, of probabilities those that show no constant. */
export function formulasOf(
  values: 'logits' | 'probabilities' | 'log-probabilities',
): readonly FormulaMethod[] {
  if (values === 'logits') return FORMULA_METHODS;
  return FORMULA_METHODS.filter(({ score }) => !NEED_LOGITS.includes(score.kind));
}

/** The method of a formula of a recorded network, or of another file of logits. */
export function recordedMethodId(network: string, kind: ScoreKind): string {
  return `${network}/${kind}`;
}
