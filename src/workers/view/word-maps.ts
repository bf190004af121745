/** Where a picture answers to words. */
import { type SmallMap, smallMap } from '#src/core/set/small-map';
import { vectorOfWord } from '#src/core/words/read-word';
import type { Requests } from '#src/protocol/requests';
import type { PromptSighting } from '#src/protocol/words';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import { runOf } from '#src/workers/networks/run-plan';
import { loadWords, tablesFor } from '#src/workers/networks/word-columns';
import { seenByWords } from '#src/workers/regions/region-names';
import type { EngineContext } from '#src/workers/state/context';
import { outputOf } from '#src/workers/state/network-result';
import type { Embedding } from '#src/workers/state/word-cache';
import { askedWords, wordKey } from '#src/workers/words/asked-words';
import { cosinesWith } from '#src/workers/words/cosines';

/**
 * Cosines of a picture with a word, on the grid of the embedding without its padding.
 * @throws AnomalensError `picture-unknown`, `word-empty`, `word-unknown`, of networks and tables,
 * `cancelled`.
 */
export function wordMap(
  context: EngineContext,
  { pictureId, encoder, ...choice }: Requests['wordMap']['params'],
  signal?: AbortSignal,
): Promise<SmallMap> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const { embedding } = await seenByWords(context, entry, signal);
    const tables = await context.words.reading([choice.word], encoder ? { encoder } : {}, signal);
    const vector = vectorOfWord(tables, choice);
    const [plane] = await cosinesWith(context, embedding, [vector], signal);
    const values = withoutPadding(plane as Float32Array, embedding);
    const range = { min: values.reduce(least), max: values.reduce(most) };
    return smallMap(values, seenSize(embedding), range);
  });
}

/**
 * How a picture answers to the prompts of some settings. @throws AnomalensError `picture-unknown`,
 * `words-*`, of networks and tables, `cancelled`.
 */
export function promptSightings(
  context: EngineContext,
  { pictureId, settings }: Requests['promptSightings']['params'],
  signal?: AbortSignal,
): Promise<PromptSighting[]> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const { vocabulary } = runOf(settings).words ?? {};
    await loadWords(context, vocabulary, signal);
    const tables = await tablesFor(context, vocabulary, signal);
    return entry.queue.run(async () => {
      const run = runOf(settings);
      const network = await ensureNetworkResult(context, entry, run, {}, signal);
      const { words } = run;
      const { embedding, cosines } = entry.words.get(undefined) ?? {};
      if (!words || !embedding || !cosines) return [];
      const { prompts, channels } = askedWords(tables, words.vocabulary);
      const { values } = outputOf(network.outputs, 'logits');
      const size = seenSize(embedding);
      const cells = size.width * size.height;
      const planes = channels.list.map((_, column) => withoutPadding(values, embedding, column));
      const winners = winnersOf(planes, cells);
      return prompts.map((choice, i) => {
        const column = channels.known + i;
        const own = planes[column] as Float32Array;
        const plane = withoutPadding(
          cosines.get(wordKey(tables, choice)) as Float32Array,
          embedding,
        );
        return {
          ...choice,
          isSeen: winners[own.indexOf(own.reduce(most))] === column,
          share: winners.filter((winner) => winner === column).length / cells,
          best: plane.reduce(most),
        };
      });
    }, signal);
  });
}

const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);

function seenSize({ grid, stride }: Embedding) {
  return {
    width: Math.max(1, Math.floor(grid.width / stride)),
    height: Math.max(1, Math.floor(grid.height / stride)),
  };
}

/** A plane of `[planes, height, width]` of the padded input, without what lies in the padding. */
function withoutPadding(values: Float32Array, embedding: Embedding, plane = 0): Float32Array {
  const { width, height } = seenSize(embedding);
  const start = plane * embedding.width * embedding.height;
  const seen = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = start + y * embedding.width;
    seen.set(values.subarray(row, row + width), y * width);
  }
  return seen;
}

/** The best column of each cell. */
function winnersOf(planes: readonly Float32Array[], cells: number): Uint8Array {
  const winners = new Uint8Array(cells);
  for (let i = 0; i < cells; i++)
    for (const [column, plane] of planes.entries())
      if ((plane[i] as number) > (planes[winners[i] as number]?.[i] as number)) winners[i] = column;
  return winners;
}
