import { describe, expect, it } from 'vitest';
import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { type OpenRule, openClassesCpu } from './cpu';
import { OPEN_CLASSES_CASES, type OpenClassesCase, THREE_PROTOTYPES } from './open-classes.cases';

/** The class of one pixel by the letter of the definition. */
function expectedClass({ logits, target, rules }: OpenClassesCase, x: number, y: number): number {
  const z = [...sampleLogitsCpu(logits, target, x, y)];
  const f = z.map((value) => value / LOGITS_PER_EMBEDDING);
  const distance = (m: readonly number[]) =>
    m.reduce((sum, value, k) => sum + ((f[k] as number) - value) ** 2, 0);
  const fixed = z.map((_, k) =>
    distance(z.map((__, place) => (place === k ? PROTOTYPE_LENGTH : 0))),
  );
  const learnt = rules.map((rule) =>
    rule.kind === 'prototype' ? distance(rule.prototype) : Number.POSITIVE_INFINITY,
  );
  const fires = (rule: OpenRule, position: number) => {
    if (rule.kind === 'head') {
      const output = { ...logits, classes: rule.outputs, data: rule.data };
      const values = sampleLogitsCpu(output, target, x, y);
      const own = values.at(-1) as number;
      return values.slice(0, -1).every((value) => value < own);
    }
    const own = learnt[position] as number;
    const others = [...fixed, ...learnt.filter((_, other) => other !== position)];
    return own < rule.radius && others.every((other) => own < other);
  };
  const last = rules.findLastIndex(fires);
  return last < 0 ? z.indexOf(Math.max(...z)) : logits.classes + 1 + last;
}

describe('classes with learnt ones', () => {
  it.each(OPEN_CLASSES_CASES)('follow the definition: $name', (example) => {
    const { logits, target, rules } = example;
    const classes = openClassesCpu(logits, target, rules);
    let different = 0;
    for (let y = 0; y < target.height; y++)
      for (let x = 0; x < target.width; x++)
        if (classes[y * target.width + x] !== expectedClass(example, x, y)) different += 1;
    expect(different).toBeLessThanOrEqual(classes.length / 2000); // float32 against float64 next to a border
  });

  it('hold each kind of decision in the cases', () => {
    const learnt = (name: string) => {
      const { logits, target, rules } = OPEN_CLASSES_CASES.find(
        (candidate) => candidate.name === name,
      ) as OpenClassesCase;
      return openClassesCpu(logits, target, rules).filter((value) => value > logits.classes).length;
    };
    expect(learnt('no rule')).toBe(0);
    expect(learnt('one prototype')).toBeGreaterThan(50);
    expect(learnt('a radius that cuts')).toBeGreaterThan(20);
    expect(learnt('two of the same place')).toBe(0); // neither is nearer
    expect(learnt('one on a prototype of the network')).toBe(0);
    expect(learnt('a head')).toBeGreaterThan(50);
  });

  it('come back bit for bit when the last rule goes, and no radius at all gives no pixel', () => {
    const { logits, target, rules } = THREE_PROTOTYPES;
    const before = openClassesCpu(logits, target, rules.slice(0, 2));
    openClassesCpu(logits, target, rules);
    expect(openClassesCpu(logits, target, rules.slice(0, 2))).toEqual(before);
    const closed = rules.map((rule) => ({ ...rule, radius: 0 })) as OpenRule[];
    expect(openClassesCpu(logits, target, closed)).toEqual(openClassesCpu(logits, target, []));
  });
});
