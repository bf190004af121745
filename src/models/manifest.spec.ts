import { describe, expect, it } from 'vitest';
import graphs from '#src/models/testing/prompt-graphs/models.json';
import shipped from '../../public/models/manifest.json';
import { feedersIn, modelById, parseManifest, segmenterById } from './manifest';

type Json = Record<string, unknown>;
/** The shipped manifest with one field of its base network replaced. */
function withField(path: string, value: unknown): unknown {
  const copy = structuredClone(shipped) as unknown as { models: Json[] };
  const base = copy.models.find(({ id }) => id === 'base');
  const keys = path.split('.');
  const last = keys.pop() as string;
  const target = keys.reduce<Json>((object, key) => object[key] as Json, base as Json);
  target[last] = value;
  return copy;
}

describe('parseManifest', () => {
  it('accepts the shipped one', () => {
    const manifest = parseManifest(shipped);
    expect(segmenterById(manifest, 'base').classes).toHaveLength(19);
    expect(() => modelById(manifest, 'other')).toThrow(/no model "other"/);
  });

  it.each([
    ['sha256', 'abc'],
    ['bytes', 0],
    ['file', '../secret.onnx'],
    ['file', 'https://elsewhere.example/net.onnx'],
    ['file', '//elsewhere.example/net.onnx'],
    ['input.std', [0.2, 0, 0.2]],
    ['input.mean', [0.5]],
    ['input.layout', 'NHWC'],
    ['outputs.logits.channels', 20],
    [
      'classes',
      [
        { name: 'road', colour: 'red' },
        { name: 'sky', colour: '#4682b4' },
      ],
    ],
    ['inputs', []],
    ['inputs.0.from', 'https://elsewhere.example/net.onnx'],
    ['inputs.1.from', 'trunk/at9'],
    ['inputs.1.channels', 7],
    ['selfCheck.tolerance', -1],
    ['kind', 'unknown'],
    ['outputs', { features: { name: 'features', stride: 4, channels: 64 } }],
    ['scalarInputs', { gamma: { input: 'gamma', default: 3, min: 0, max: 2 } }],
  ])('refuses %s = %j', (path, value) => {
    expect(() => parseManifest(withField(path, value))).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
  });

  it('says what is wrong in a few words, whatever the file holds', () => {
    expect(() => parseManifest(withField('kind', 'x'.repeat(100_000)))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{50,400}$/) }),
    );
  });

  it.each([
    null,
    'text',
    {},
    { schemaVersion: 2, models: shipped.models },
    { schemaVersion: 1, models: [] },
    { schemaVersion: 1, models: [...shipped.models, ...shipped.models] },
  ])('refuses %#', (value) => {
    expect(() => parseManifest(value)).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
  });
});

describe('networks for prompts', () => {
  const [encoder, decoder, generator] = graphs.own as unknown as [Json, Json, Json];
  const [square] = graphs.sam as unknown as [Json];
  const networks = (shipped.models as Json[]).filter(
    ({ kind }) => kind === 'trunk' || kind === 'segmenter',
  );
  const withModels = (...models: Json[]) => ({
    schemaVersion: 1,
    models: [...networks, ...models],
  });

  it('stand beside networks of pictures, and are none', () => {
    const manifest = parseManifest(withModels(encoder, decoder, generator));
    expect(modelById(manifest, 'mask-decoder').kind).toBe('mask-decoder');
    expect(() => segmenterById(manifest, 'mask-decoder')).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });

  it('may have a square frame, which needs no multiple', () => {
    expect(modelById(parseManifest(withModels(square)), 'mask-encoder')).toMatchObject({
      input: { padTo: 'square', longSide: 256 },
    });
  });

  it.each([
    [
      'a frame that is neither',
      { ...encoder, input: { ...(square.input as Json), padTo: 'circle' } },
    ],
    [
      'a multiple of nothing',
      { ...encoder, input: { ...(square.input as Json), padTo: 'multiple' } },
    ],
    ['a decoder without its encoder', decoder],
    ['a generator of no method', { ...generator, sources: [] }],
    [
      'a decoder without its stride',
      { ...decoder, id: 'second', encoder: 'mask-encoder', maskStride: 0 },
    ],
  ])('are refused with %s', (_what, model) => {
    expect(() => parseManifest(withModels(model))).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
  });
});

describe('words', () => {
  const head = {
    ...((shipped.models as Json[]).find(({ id }) => id === 'base') as Json),
    id: 'vision-language',
    kind: 'vision-language',
    outputs: { embedding: { name: 'embedding', stride: 8, channels: 128 } },
  };
  const { input: _, ...plain } = graphs.own[0] as unknown as Json;
  const cosines = { ...plain, id: 'similarity', kind: 'similarity' };
  const table = { file: 'words/table.bin', bytes: 7, sha256: 'a'.repeat(64) };
  const names = ['dictionary', 'vectors', 'tokenizer', 'tokens', 'spelling', 'ordinary'];
  const words = {
    dimensions: 128,
    licence: { name: 'Apache-2.0', file: 'LICENSE.md', summary: 'Made by a spec.' },
    tables: Object.fromEntries([...names, 'statistics'].map((name) => [name, table])),
  };
  const listed = (models: Json[], of?: Json) => ({
    schemaVersion: 1,
    models: [
      ...shipped.models.filter(({ kind }) => kind !== 'vision-language' && kind !== 'similarity'),
      ...models,
    ],
    ...(of ? { words: of } : {}),
  });

  it('take a head behind the trunk, a graph of cosines and their tables', () => {
    const manifest = parseManifest(listed([head, cosines], words));
    expect(manifest.words?.tables.spelling).toEqual(table);
    expect(feedersIn(manifest, modelById(manifest, 'vision-language')).map(({ id }) => id)).toEqual(
      ['trunk'],
    );
    expect(() => segmenterById(manifest, 'vision-language')).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });

  it('may be read by an encoder of sentences, with its tokenizer and templates', () => {
    const sentences = { ...plain, id: 's', kind: 'sentence-encoder', tokenizer: table };
    const templates = ['{}', 'a photo of a {}.'];
    const manifest = parseManifest(listed([head, cosines, { ...sentences, templates }], words));
    expect(modelById(manifest, 's')).toMatchObject({ tokenizer: table, templates });
    for (const broken of [{}, { templates: [] }, { templates: ['a photo'] }])
      expect(() =>
        parseManifest(listed([head, cosines, { ...sentences, ...broken }], words)),
      ).toThrow(expect.objectContaining({ code: 'manifest-invalid' }));
  });

  it('may be left out as a whole', () => {
    expect(parseManifest(listed([])).words).toBeUndefined();
  });

  it.each([
    ['no tables', [head, cosines], undefined],
    ['no head', [cosines], words],
    ['no cosines', [head], words],
    ['a table missing', [head, cosines], { ...words, tables: { dictionary: table } }],
    [
      'a table elsewhere',
      [head, cosines],
      { ...words, tables: { ...words.tables, tokens: { ...table, file: '../tokens.bin' } } },
    ],
    ['another output', [{ ...head, outputs: { logits: head.outputs.embedding } }, cosines], words],
  ])('are refused with %s', (_what, models, of) => {
    expect(() => parseManifest(listed(models, of))).toThrow(
      expect.objectContaining({ code: 'manifest-invalid' }),
    );
  });
});
