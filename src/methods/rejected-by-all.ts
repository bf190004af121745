/** RbA: what all queries of a person's own network reject (docs/methods.md 1.6). */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { defineMethod, type Method } from './define-method';

/**
 * The method of a network whose output is queries.
 * @param title what its card calls it. @param classes how many it tells apart.
 */
export function rejectedByAll(
  modelId: string,
  title: string,
  classes: number,
  fit: NetworkFit | null,
): Method {
  return defineMethod({
    id: `${modelId}-rba`,
    group: 'own-network',
    title: `Rejected by all (${title})`,
    shortTitle: `RbA, ${title}`,
    summary:
      'How little all queries together claim a pixel for any class. Near 0 no mask with a known class covers it; a softmax of the same classes cannot tell that, as it makes them sum to 1.',
    formula: '−Σₖ tanh(Lₖ), Lₖ = Σᵢ sᵢ cᵢₖ',
    paper: {
      title: 'RbA: Segmenting Unknown Regions Rejected by All',
      authors: 'Nayal et al.',
      year: 2023,
      url: 'https://arxiv.org/abs/2211.14293',
    },
    label: 'your own network',
    unit: '−claims of classes',
    range: { min: -classes, max: 0 },
    // One sure query gives its class tanh(1) = 0.76: few pixels are claimed by more.
    displayRange: { min: -1, max: 0 },
    model: modelId,
    score: { logits: 'queryLogits', kind: 'rba' },
    parameters: [],
    blur: false,
    calibration: fit?.calibration ?? null,
  });
}
