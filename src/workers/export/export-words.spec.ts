import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ExportKind, ExportRequest } from '#src/protocol/exports';
import type { PaneView } from '#src/protocol/view';
import type { EngineContext, PreparedModel } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { SENTENCE_ENCODER } from '#src/workers/words/sentence-encoder';
import { writeExport } from './write-export';

const SETTINGS = settingsFor(methodById('max-entropy'));
const PANE = {
  paneId: 'p',
  settings: SETTINGS,
  layer: 'mask',
  threshold: 0,
  removal: null,
  leftOut: null,
  learnt: [],
  against: null,
  colourMap: 'magma',
  displayRange: { min: 0, max: 1 },
  opacity: 0.5,
  outlines: false,
} satisfies PaneView;

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;

beforeEach(() => {
  fake = createFakeModels([...modelsOf(methods), WORDS_NETWORK, SIMILARITY_GRAPH]);
  const { entry } = fake;
  const versions = { anomalens: '1', onnxruntime: '2' };
  const info = { inference: 'wasm', compute: 'cpu', versions };
  const parts = { info, pictures: { get: () => entry } };
  context = { ...fake.context, ...parts } as unknown as EngineContext;
});

const written = (kind: ExportKind, pane: Partial<PaneView> = {}, minArea = 0, named = false) => {
  const request = {
    kind,
    pictureId: 'a',
    fileName: 'road.webp',
    pane: { ...PANE, ...pane },
    minArea,
    named,
  };
  return writeExport(context, request satisfies ExportRequest);
};

describe('names of regions', () => {
  const TABLES = { 'words/dictionary.bin': 'a5' };
  beforeEach(() => {
    const { info } = context.models.ready(WORDS_NETWORK) as PreparedModel;
    Object.assign(info, { tables: TABLES });
  });

  it('and words say the files that they were read with, the encoder only where it was on', async () => {
    const ready = context.models.ready.bind(context.models);
    const info = { id: SENTENCE_ENCODER, sha256: 'e4', tables: { 'words/pieces.json': 'c7' } };
    context.models.ready = (id) =>
      id === SENTENCE_ENCODER ? ({ info } as unknown as PreparedModel) : ready(id);
    const filesOf = async (words?: Vocabulary) => {
      const settings = { ...settingsFor(methodById('vl4ad')), ...(words && { words }) };
      const { blob } = await written('regions-json', { settings });
      return JSON.parse(await blob.text()).wordFiles;
    };
    expect(await filesOf()).toEqual(TABLES);
    expect(await filesOf({ ...DEFAULT_VOCABULARY, encoder: true })).toEqual({
      ...TABLES,
      [SENTENCE_ENCODER]: 'e4',
      'words/pieces.json': 'c7',
    });
  });

  const ofWords = () => context.models.ready(WORDS_NETWORK)?.entry;

  it('stand in the tables where they are wanted, with the network that gave them', async () => {
    const plain = JSON.parse(await (await written('regions-json')).blob.text());
    expect(plain).not.toHaveProperty('namedBy');
    expect(plain.regions[0]).not.toHaveProperty('names');
    const file = JSON.parse(await (await written('regions-json', {}, 0, true)).blob.text());
    expect(file.namedBy).toEqual({ id: WORDS_NETWORK, sha256: ofWords()?.sha256 });
    expect(plain).not.toHaveProperty('wordFiles');
    expect(file.wordFiles).toEqual(TABLES);
    expect(file.regions[0].names).toHaveLength(3);
    expect(file.regions[0].name_similarity).toBeGreaterThan(0);
    const [head, row] = (await (await written('regions-csv', {}, 0, true)).blob.text()).split(
      '\r\n',
    );
    expect(head).toContain(',names,name_similarity,');
    expect(row).toContain(
      `,${file.regions[0].names.join('|')},${file.regions[0].name_similarity},`,
    );
  });

  it('are empty where none fits', async () => {
    (await context.words.get()).statistics.leastNameSimilarity = 1.1;
    const file = JSON.parse(await (await written('regions-json', {}, 0, true)).blob.text());
    expect(file.regions[0]).toMatchObject({ names: [], name_similarity: null });
  });
});
