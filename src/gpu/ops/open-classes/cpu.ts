import { LOGITS_PER_EMBEDDING } from '#src/core/open-world/embedding';
import { learntIndex, type PrototypeRule } from '#src/core/open-world/learnt';
import { nearestPrototype } from '#src/core/open-world/nearest-prototype';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { logitSampler } from '#src/gpu/ops/scores/logit-sampler';

/**
 * What a head gives: logits `[outputs, h, w]` on the grid of the network's own logits. The last
 * output is the head's class.
 */
export interface HeadLogits {
  kind: 'head';
  outputs: number;
  data: Float32Array;
}

/** How a learnt class is told from the others, in the order in which they were learnt. */
export type OpenRule = PrototypeRule | HeadLogits;

/**
 * Class per picture pixel `[H, W]` with the learnt ones: the network's own, 0..N-1, where no rule
 * fires, else the index of the last learnt class whose rule does (`learntIndex`). Everything is
 * sampled bilinearly (half-pixel) like the scores; a prototype is compared with all other
 * prototypes (methods.md 4.11), a head overwrites where its last output is the largest (4.10,
 * `PLM_all`).
 */
export function openClassesCpu(
  logits: LogitsData,
  target: Size,
  rules: readonly OpenRule[],
): Uint8Array {
  const { classes } = logits;
  const sample = logitSampler(logits, target);
  const prototypes = rules.filter((rule): rule is PrototypeRule => rule.kind === 'prototype');
  const positions = prototypes.map((rule) => rules.indexOf(rule));
  const heads = rules.map((rule) =>
    rule.kind === 'head' ? headSampler(logits, target, rule) : null,
  );
  const z = new Float32Array(classes);
  const f = new Float32Array(classes);
  const result = new Uint8Array(target.width * target.height);
  for (let y = 0, pixel = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++, pixel++) {
      sample(x, y, z);
      let winner = 0;
      for (let c = 0; c < classes; c++) {
        const logit = z[c] as number;
        if (logit > (z[winner] as number)) winner = c;
        f[c] = logit / LOGITS_PER_EMBEDDING;
      }
      const nearest = prototypes.length === 0 ? null : nearestPrototype(f, prototypes);
      const own = nearest === null ? null : positions[nearest];
      let chosen: number | null = null;
      for (let position = 0; position < rules.length; position++)
        if (heads[position]?.(x, y) ?? own === position) chosen = position;
      result[pixel] = chosen === null ? winner : learntIndex(classes, chosen);
    }
  }
  return result;
}

/** Whether the head's own class is the most probable at a pixel; a tie belongs to the others. */
function headSampler(
  logits: LogitsData,
  target: Size,
  { outputs, data }: HeadLogits,
): (x: number, y: number) => boolean {
  const sample = logitSampler({ ...logits, classes: outputs, data }, target);
  const z = new Float32Array(outputs);
  return (x, y) => {
    sample(x, y, z);
    const own = z[outputs - 1] as number;
    for (let c = 0; c < outputs - 1; c++) if ((z[c] as number) >= own) return false;
    return true;
  };
}
