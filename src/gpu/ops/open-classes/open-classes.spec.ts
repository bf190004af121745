import { describe, expect, it } from 'vitest';
import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { type OpenRule, openClassesCpu } from './cpu';
import { OPEN_CLASSES_CASES, type OpenClassesCase } from './open-classes.cases';

/** The class of one pixel by the letter of the definition. */
function expectedClass({ logits, target, rules }: OpenClassesCase, x: number, y: number): number {
  const z = [...sampleLogitsCpu(logits, target, x, y)];
  const f = z.map((value) => value / LOGITS_PER_EMBEDDING);
  const distance = (m: readonly number[]) =>
    m.reduce((sum, value, k) => sum + (f[k] - value) ** 2, 0);
  const fixed = z.map((_, k) => distance(z.map((__, at) => (at === k ? PROTOTYPE_LENGTH : 0))));
  const learnt = rules.map((rule) =>
    rule.kind === 'prototype' ? distance(rule.prototype) : Number.POSITIVE_INFINITY,
  );
  const fires = (rule: OpenRule, at: number) => {
    if (rule.kind === 'head') {
      const own = [
        ...sampleLogitsCpu({ ...logits, classes: rule.outputs, data: rule.data }, target, x, y),
      ];
      return own.slice(0, -1).every((value) => value < own[rule.outputs - 1]);
    }
    return (
      learnt[at] < rule.radius &&
      [...fixed, ...learnt.filter((_, other) => other !== at)].every((other) => learnt[at] < other)
    );
  };
  const last = rules.findLastIndex(fires);
  return last < 0 ? z.indexOf(Math.max(...z)) : logits.classes + 1 + last;
}

describe('classes with learnt ones', () => {
  it.each(OPEN_CLASSES_CASES)('follow the definition: $name', (one) => {
    const classes = openClassesCpu(one.logits, one.target, one.rules);
    let different = 0;
    for (let y = 0; y < one.target.height; y++)
      for (let x = 0; x < one.target.width; x++)
        if (classes[y * one.target.width + x] !== expectedClass(one, x, y)) different += 1;
    expect(different).toBeLessThanOrEqual(classes.length / 2000); // float32 against float64 next to a border
  });

  it('hold each kind of decision in the cases', () => {
    const learnt = (name: string) => {
      const one = OPEN_CLASSES_CASES.find(
        (candidate) => candidate.name === name,
      ) as OpenClassesCase;
      return openClassesCpu(one.logits, one.target, one.rules).filter(
        (value) => value > one.logits.classes,
      ).length;
    };
    expect(learnt('no rule')).toBe(0);
    expect(learnt('one prototype')).toBeGreaterThan(50);
    expect(learnt('a radius that cuts')).toBeGreaterThan(20);
    expect(learnt('two of the same place')).toBe(0); // neither is nearer
    expect(learnt('one on a prototype of the network')).toBe(0);
    expect(learnt('a head')).toBeGreaterThan(50);
  });

  it('come back bit for bit when the last rule goes, and no radius at all gives no pixel', () => {
    const { logits, target, rules } = OPEN_CLASSES_CASES[3];
    const before = openClassesCpu(logits, target, rules.slice(0, 2));
    openClassesCpu(logits, target, rules);
    expect(openClassesCpu(logits, target, rules.slice(0, 2))).toEqual(before);
    const closed = rules.map((rule) => ({ ...rule, radius: 0 })) as OpenRule[];
    expect(openClassesCpu(logits, target, closed)).toEqual(openClassesCpu(logits, target, []));
  });
});
