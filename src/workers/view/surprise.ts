/** How sure a network is where the digits of −p no longer tell. */
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { isOfTwoLooks } from '#src/methods/looks';
import { findMethod } from '#src/methods/registry';
import type { MethodSettings } from '#src/protocol/scores';
import { runOf } from '#src/workers/networks/run-plan';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** Where three digits say that p is 1. */
const SATURATED = -0.9995;

/**
 * −log p in float64, from the logits that the score was made of; null for a score that is not −p or tells
 * pixels apart itself, and for the mean of two looks, which has no p.
 * @param score of the pixel (x, y) of the picture.
 */
export function surpriseAt(
  entry: HeldPicture,
  settings: MethodSettings,
  score: number,
  { x, y }: { x: number; y: number },
): number | null {
  const { score: formula, model } = findMethod(settings.methodId) ?? {};
  if (!formula || !('kinds' in formula) || !model || isOfTwoLooks(settings)) return null;
  const isMinusP = formula.kinds?.[settings.parameters.score as number] === 'vl4ad';
  const network = entry.networks.get(model);
  const output = network?.outputs.logits;
  if (!isMinusP || score > SATURATED || !output || !network.isOf(runOf(settings))) return null;
  const logits = [...sampleLogitsCpu({ ...output.tensor, data: output.values }, entry.size, x, y)];
  const known = logits.slice(0, network.channels.known);
  const likeliest = known.indexOf(Math.max(...known));
  const largest = logits[likeliest] as number;
  const others = logits.filter((_, column) => column !== likeliest);
  return Math.log1p(others.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
