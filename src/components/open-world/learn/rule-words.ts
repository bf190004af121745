import type { LearntRule } from '#src/core/open-world/learnt';

/** The two ways to learn a class, in the words of the paper and in a person's. */
export const RULE_WORDS: Record<
  LearntRule['kind'],
  { method: string; name: string; wait: string; what: string }
> = {
  prototype: {
    method: 'NPM',
    name: 'prototype',
    wait: 'at once',
    what: 'A pixel is of the class where its embedding lies near the mean of the annotated ones.',
  },
  head: {
    method: 'PLM',
    name: 'trained head',
    wait: 'a few seconds',
    what: 'A linear head of its own, trained on the annotation and what the network says of the rest.',
  },
};
