import { describe, expect, it } from 'vitest';
import { loadSentenceSplitter } from './sentence-tokens';
import { wordFiles } from './testing/word-files';

/** [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, soft 4, ##toy 5, toy 6, the 7. */
const tokenizer = JSON.parse(new TextDecoder().decode(wordFiles().tokenizer));
const splitter = (templates: string[]) => loadSentenceSplitter(tokenizer, templates);

describe('a text in templates', () => {
  it('has a start, its pieces, an end, and nothing where another template is longer', async () => {
    const split = await splitter(['{}', 'the {} $&']);
    expect(split('Softtoy')).toEqual({
      ids: Float32Array.from([2, 4, 5, 3, 0, 0, 0, 2, 7, 4, 5, 1, 1, 3]),
      mask: Float32Array.from([1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]),
      texts: 2,
      length: 7,
    });
  });

  it('is put into it as it is, and keeps unknown pieces among known ones', async () => {
    const split = await splitter(['{}']);
    expect([...(split('toy zz')?.ids ?? [])]).toEqual([2, 6, 1, 3]);
    expect(split("$' toy")?.ids).toHaveLength(5);
  });

  it('is none where no piece is known', async () => {
    expect((await splitter(['the {}']))('zz')).toBeNull();
  });

  it('is cut where it is too long', async () => {
    const tokens = (await splitter(['{}']))('toy '.repeat(300));
    expect(tokens?.length).toBe(128);
    expect(tokens?.ids.at(-1)).toBe(3);
  });

  it('needs a tokenizer with a start, an end and nothing', async () => {
    const vocab = tokenizer.model.vocab.map((piece: string) => (piece === '[SEP]' ? 'end' : piece));
    const broken = { ...tokenizer, added_tokens: [], model: { ...tokenizer.model, vocab } };
    await expect(loadSentenceSplitter(broken, ['{}'])).rejects.toThrow(RangeError);
  });
});
