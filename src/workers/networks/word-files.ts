/** What words are read with: tables of the manifest, and the tokenizer of the sentence encoder. */
import { AnomalensError } from '#src/core/errors';
import { loadSentenceSplitter, type SentenceSplitter } from '#src/core/words/sentence-tokens';
import type { WordFiles } from '#src/core/words/tables';
import type { Manifest, PromptModelEntry } from '#src/models/manifest';
import { type ModelStore, parseJson, type StoreProgress } from '#src/models/store';
import type { TellPage } from '#src/workers/state/context';

interface Loading {
  store: ModelStore;
  signal?: AbortSignal;
}

/**
 * The tables, verified as networks are.
 * @throws AnomalensError `option-invalid` where the manifest has none, `model-download` and
 * `model-damaged` that name the file, `cancelled`.
 */
export async function loadWordFiles(
  { words }: Manifest,
  { store, signal }: Loading,
  tellPage: TellPage,
): Promise<WordFiles> {
  if (!words) throw new AnomalensError('option-invalid', 'This page has no words.');
  const tables = Object.entries(words.tables);
  const total = tables.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const files: Record<string, Uint8Array> = {};
  let before = 0;
  for (const [name, table] of tables) {
    const onProgress = ({ phase, loaded, cached }: StoreProgress) =>
      tellPage('progress', {
        what: 'words',
        modelId: null,
        phase,
        loaded: before + loaded,
        total,
        cached,
      });
    files[name] = (await store.load(table, { signal, onProgress })).bytes;
    before += table.bytes;
  }
  return files as WordFiles;
}

/** @throws AnomalensError of the download, `words-unreadable` for a file that is no tokenizer. */
export async function loadSplitter(
  { tokenizer, templates, title }: Extract<PromptModelEntry, { kind: 'sentence-encoder' }>,
  { store, signal }: Loading,
): Promise<SentenceSplitter> {
  const { bytes } = await store.load(tokenizer, { signal });
  try {
    return await loadSentenceSplitter(parseJson(bytes), templates);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AnomalensError(
      'words-unreadable',
      `The tokenizer of ${title} cannot be read: ${reason}.`,
      false,
      { cause },
    );
  }
}
