/** Words against a picture: its embedding once, cosines of what was not asked before, columns. */
import { AnomalensError } from '#src/core/errors';
import type { WordTables } from '#src/core/words/tables';
import { textsOf, type Vocabulary } from '#src/core/words/vocabulary';
import { destroyStorage } from '#src/gpu/buffers';
import type { VisionLanguageEntry } from '#src/models/manifest';
import { type ChainRun, outputsOfChain } from '#src/workers/networks/chain';
import { place, readOnProcessor } from '#src/workers/networks/place-output';
import { type EngineContext, networkOf, type PreparedNetwork } from '#src/workers/state/context';
import type { Channels, NetworkRun, PlacedOutput } from '#src/workers/state/network-result';
import { timed } from '#src/workers/state/stopwatch';
import type { Embedding } from '#src/workers/state/word-cache';
import { askedWords } from '#src/workers/words/asked-words';
import { cosinesWith, SIMILARITY } from '#src/workers/words/cosines';

export const VISION_LANGUAGE = 'vision-language';

/**
 * All that words take: the head, the graph of cosines, the tables and, where the vocabulary has words for it, the
 * sentence encoder. @throws AnomalensError of these.
 */
export async function loadWords(
  context: EngineContext,
  vocabulary?: Vocabulary,
  signal?: AbortSignal,
): Promise<void> {
  await wordsNetworkOf(context, signal);
  await context.models.get(SIMILARITY, signal);
  await tablesFor(context, vocabulary, signal);
}

/** The tables that read all words of a vocabulary as it wants it. @throws as `WordTablesSource.reading`. */
export function tablesFor(
  { words }: Pick<EngineContext, 'words'>,
  vocabulary?: Vocabulary,
  signal?: AbortSignal,
): Promise<WordTables> {
  return vocabulary ? words.reading(textsOf(vocabulary), vocabulary, signal) : words.get(signal);
}

/** @throws AnomalensError as `ModelProvider.get`, `internal` for a network of another kind. */
async function wordsNetworkOf(
  { models }: Pick<EngineContext, 'models'>,
  signal?: AbortSignal,
): Promise<PreparedNetwork<VisionLanguageEntry>> {
  const network = await networkOf(models, VISION_LANGUAGE, signal);
  if (isOfWords(network)) return network;
  throw new AnomalensError('internal', `${VISION_LANGUAGE} does not answer to words.`);
}

function isOfWords(network: PreparedNetwork): network is PreparedNetwork<VisionLanguageEntry> {
  return network.entry.kind === 'vision-language';
}

/** Kept with the picture. Call it inside `entry.use` and `entry.queue`. @throws AnomalensError of the networks, `cancelled`. */
export async function embeddingOf(run: ChainRun): Promise<Embedding> {
  const { context, entry, signal, longSide } = run;
  const known = entry.words.get(longSide);
  if (known) return known.embedding;
  const network = await wordsNetworkOf(context, signal);
  const outputs = await outputsOfChain(run, network, { scalars: {}, outputs: ['embedding'] });
  const output = outputs.embedding;
  if (!output) throw new AnomalensError('internal', 'The network left no embedding.');
  const { classes: channels, stride, grid, width, height } = output;
  const data = await readOnProcessor(context, output);
  const embedding = { data, channels, stride, grid, width, height };
  entry.words.set(longSide, { embedding, cosines: new Map() });
  return embedding;
}

/** Cosines by `wordKey`; those that no longer are asked for go. */
async function ensureCosines(
  run: ChainRun,
  vectors: ReadonlyMap<string, Float32Array>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { context, entry, signal, longSide } = run;
  const embedding = await embeddingOf(run);
  const before = entry.words.get(longSide)?.cosines;
  const missing = [...vectors].filter(([key]) => !before?.has(key));
  const made = await cosinesWith(
    context,
    embedding,
    missing.map(([, vector]) => vector),
    signal,
  );
  const added = new Map(missing.map(([key], i) => [key, made[i] as Float32Array]));
  const cosines = new Map(
    [...vectors.keys()].map((key) => [key, (before?.get(key) ?? added.get(key)) as Float32Array]),
  );
  entry.words.set(longSide, { embedding, cosines });
  return cosines;
}

/**
 * The columns of a vocabulary as logits `[columns, h, w]`, over the temperature. Call it inside
 * `entry.use` and `entry.queue`.
 * @throws AnomalensError of networks and tables, `words-*` as `askedWords`, `cancelled`.
 */
export async function columnsOfPicture(
  run: ChainRun,
  { words: { vocabulary, temperature } }: Required<Pick<NetworkRun, 'words'>>,
): Promise<{ logits: PlacedOutput; channels: Channels }> {
  const { context, times, signal } = run;
  const tables = await tablesFor(context, vocabulary, signal);
  const { vectors, columns, channels } = askedWords(tables, vocabulary);
  const { stride, grid, width, height } = await embeddingOf(run);
  const cosines = await timed(times, 'infer', () => ensureCosines(run, vectors));
  const data = new Float32Array(vectors.size * width * height);
  for (const [i, plane] of [...cosines.values()].entries()) data.set(plane, i * width * height);
  const shape = { classes: vectors.size, stride, grid, width, height };
  const similarities = await place(context, { ...shape, data });
  try {
    const logits = await context.compute.concepts(similarities.tensor, columns, temperature);
    const values = await readOnProcessor(context, logits, { stays: true });
    return { logits: { tensor: logits, values }, channels };
  } finally {
    if ('buffer' in similarities.tensor) destroyStorage(similarities.tensor.buffer);
  }
}
