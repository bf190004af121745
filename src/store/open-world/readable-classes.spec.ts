import { describe, expect, it } from 'vitest';
import { headLogits } from '#src/core/open-world/head';
import type { HeadRule, LearntRule } from '#src/core/open-world/learnt';
import { fitTogether } from './learnt-schema';
import { readableClasses } from './readable-classes';

/** All rules are for a network with two classes and three features. */
const prototype = { rule: { kind: 'prototype', prototype: [1, 2], radius: 1 } as LearntRule };
function head(position: number): { rule: HeadRule } {
  const outputs = 2 + position + 1;
  const weights = Array.from({ length: outputs * 3 }, (_, index) => index);
  return { rule: { kind: 'head', weights, bias: weights.slice(0, outputs) } };
}
const rulesOf = (list: readonly { rule: LearntRule }[]) => list.map(({ rule }) => rule);

describe('a list of learnt classes', () => {
  it('is read as it is where all can be read', () => {
    const list = [prototype, head(1), prototype, head(3)];
    expect(readableClasses(list)).toEqual(list);
    expect(readableClasses([])).toEqual([]);
  });

  it('keeps every class beside one that cannot be read, wherever that stands', () => {
    for (let gone = 0; gone < 4; gone++) {
      const list = [prototype, head(1), prototype, head(3)].map((entry, position) =>
        position === gone ? null : entry,
      );
      const read = readableClasses<{ rule: LearntRule }>(list);
      expect(read).toHaveLength(3);
      expect(fitTogether(rulesOf(read))).toBe(true);
    }
  });

  it('leaves the other outputs of a head as they were', () => {
    const [, whole] = [null, head(2)];
    const [, rule] = rulesOf(
      readableClasses<{ rule: LearntRule }>([null, prototype, whole as { rule: HeadRule }]),
    ) as [LearntRule, HeadRule];
    const features = Float32Array.from([0.5, -1, 2]);
    const before = headLogits((whole as { rule: HeadRule }).rule, features, 3);
    const [a, b, , d, e] = before;
    expect([...headLogits(rule, features, 3)]).toEqual([a, b, d, e]);
  });

  it('leaves out what is of another network than most, and of other features', () => {
    const other = { rule: { kind: 'prototype', prototype: [1, 2, 3], radius: 1 } as LearntRule };
    expect(readableClasses([other, prototype, prototype])).toEqual([prototype, prototype]);
    const wide = {
      rule: { kind: 'head', weights: Array(16).fill(0), bias: [0, 0, 0, 0] } as LearntRule,
    };
    expect(readableClasses([head(0), wide, head(2)])).toHaveLength(2);
  });

  it('reads no network of a single class, nor one that a head has no room for', () => {
    expect(readableClasses([{ rule: { kind: 'prototype', prototype: [1], radius: 1 } }])).toEqual(
      [],
    );
    expect(readableClasses([prototype, head(0)])).toEqual([prototype]);
  });
});
