import { beforeEach, describe, expect, it, vi } from 'vitest';
import { wordFiles } from '#src/core/words/testing/word-files';
import type { ModelStore, PinnedFile } from '#src/models/store';
import type { PreparedPromptNetwork } from '#src/workers/state/context';
import { ModelService } from './prepare-model';

vi.mock(import('#src/models/ort'), async (original) => ({
  ...(await original()),
  prepareRuntime: vi.fn(),
  threadsOfRuntime: () => 1,
}));
vi.mock(import('#src/models/prompt-network'), () => ({
  PromptNetwork: vi.fn(function (this: object) {
    Object.assign(this, { prepare: vi.fn(), release: vi.fn() });
  }) as never,
}));
vi.mock(import('#src/models/prompt-self-check'), async (original) => ({
  ...(await original()),
  parseTensorFixture: () => ({ inputs: { ids: { shape: [2, 5] } } }) as never,
  tensorSelfCheck: vi.fn(async () => ({ maxDifference: 0, tolerance: 1 })),
}));

const SENTENCES = {
  id: 'sentences',
  title: 'The sentences',
  kind: 'sentence-encoder',
  licence: { name: 'MIT' },
  selfCheck: { file: 'check.json' },
  tokenizer: { file: 'tokenizer.json', sha256: 'a5' },
  templates: ['{}', 'a {}'],
};
const WORDS = {
  id: 'words',
  title: 'The words',
  kind: 'vision-language',
  licence: { name: 'MIT' },
  inputs: [{ name: 'image', from: 'picture' }],
};
const TABLES = { vectors: { file: 'words/vectors.bin', sha256: 'b6' } };
const text = (content: object) => new TextEncoder().encode(JSON.stringify(content));
let tokenizer: Uint8Array;
let told: unknown[];
let service: ModelService;

beforeEach(() => {
  tokenizer = wordFiles().tokenizer;
  told = [];
  const load = async ({ file }: PinnedFile) => ({
    bytes: file === 'tokenizer.json' ? tokenizer : text({}),
    source: 'cache',
  });
  const store = {
    load,
    manifest: async () => ({ models: [SENTENCES, WORDS], words: { tables: TABLES } }),
  };
  service = new ModelService(store as unknown as ModelStore, 'wasm', null, (_name, notice) =>
    told.push(notice),
  );
});

describe('an encoder of sentences', () => {
  it('comes with what cuts texts into its tokens', async () => {
    const { split } = (await service.prepare('sentences')) as PreparedPromptNetwork;
    expect(split?.('toy')).toMatchObject({ texts: 2, length: 4 });
  });

  it('and the network of words are told with the files that words are read with', async () => {
    const told = (await service.list()).map(({ id, tables }) => [id, tables]);
    expect(told).toEqual([
      ['sentences', { 'tokenizer.json': 'a5' }],
      ['words', { 'words/vectors.bin': 'b6' }],
    ]);
  });

  it('whose tokenizer is none is named, and not kept', async () => {
    tokenizer = text({ model: 'BPE' });
    await expect(service.prepare('sentences')).rejects.toMatchObject({
      code: 'words-unreadable',
      message: expect.stringContaining('The tokenizer of The sentences'),
    });
    expect(service.ready('sentences')).toBeNull();
    expect(told.at(-1)).toMatchObject({ modelId: 'sentences', info: null });
  });
});
