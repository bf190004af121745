import { describe, expect, it } from 'vitest';
import shipped from '#src/methods/data/max-entropy.meta.json';
import { readClassifier } from './classifier-schema';

const changed = (part: object) => JSON.stringify({ ...shipped, ...part });

describe('the file of a meta classifier', () => {
  it('is read as it was saved', () => {
    expect(readClassifier(JSON.stringify(shipped))).toEqual(shipped);
  });

  it.each([
    ['text', 'hello', 'no JSON'],
    ['another JSON', '[]', 'no meta classifier'],
    ['no object', '3', 'its parts are missing'],
    ['a list that is cut off', changed({ weights: shipped.weights.slice(1) }), '“weights”'],
    [
      'features in another order',
      changed({ features: [...shipped.features].reverse() }),
      '“features”',
    ],
    ['a deviation of zero', changed({ scale: shipped.scale.map(() => 0) }), '“scale”'],
    ['one deviation of zero', changed({ scale: [0, ...shipped.scale.slice(1)] }), '“scale”'],
    ['no number', changed({ intercept: null }), '“intercept”'],
    ['no network', changed({ model: 'max-entropy' }), '“model”'],
    ['too long a sum of a network', changed({ model: `${shipped.model}0` }), '“model”'],
    ['more than a sum of a network', changed({ model: `x${shipped.model}` }), '“model”'],
  ])('is refused with a reason: %s', (_name, text, words) => {
    expect(() => readClassifier(text)).toThrow(
      expect.objectContaining({
        code: 'meta-unreadable',
        message: expect.stringContaining(words),
        retryable: false,
      }),
    );
  });

  it('that is no JSON keeps what the parser said', () => {
    expect(() => readClassifier('{')).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });
});
