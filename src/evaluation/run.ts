import { AnomalensError } from '#src/core/errors';
import { isClosedSet } from '#src/core/ground-truth/label-reading';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { ownMethodName } from '#src/core/score-files/method-name';
import type { Engine } from '#src/engine-client/engine';
import {
  assertSameRun,
  type Checkpoint,
  Checkpoints,
  type JournalEntry,
  type RunKey,
} from '#src/evaluation/checkpoint';
import { fingerprintOf, type LoadedItem, sameFingerprint } from '#src/evaluation/fingerprint';
import type { Readings } from '#src/evaluation/items/label-readings';
import type { EvaluationItem, FileStore, ImageError, ScoreItem } from '#src/evaluation/types';
import { baseMethods } from '#src/methods/base';
import { findMethod } from '#src/methods/registry';
import { serialiseError } from '#src/protocol/errors';
import { hasScoreOf, type ScoreSource } from '#src/protocol/scores';

/** Writing checkpoints takes at most this share of the time. */
const CHECKPOINT_SHARE = 0.1;

/** An image of the run and its position in the whole set. */
export interface RunItem extends EvaluationItem {
  index: number;
}

/**
 * What is known of a run: which images the worker's pools hold, which failed, and the checkpoint to
 * fall back to.
 */
export class EvaluationRun {
  readonly runId = crypto.randomUUID();
  /** By stem. */
  readonly #journal = new Map<string, JournalEntry>();
  readonly #errors = new Map<string, ImageError>();
  readonly #checkpoints: Checkpoints;
  #saved: { at: number; took: number; images: number };

  constructor(
    readonly engine: Engine,
    readonly items: readonly RunItem[],
    readonly key: RunKey,
    readonly readings: Readings,
    readonly state: FileStore,
  ) {
    this.#checkpoints = new Checkpoints(state);
    this.#saved = { at: performance.now(), took: 0, images: 0 };
  }

  /** The first of the run's networks; a closed-set run has one, a run over files alone has none. */
  get closedSetModel(): string {
    return Object.keys(this.key.models)[0] ?? baseMethods.model;
  }

  /** In the order of the set. */
  get journal(): JournalEntry[] {
    return [...this.#journal.values()].sort((a, b) => a.index - b.index);
  }

  get errors(): ImageError[] {
    return [...this.#errors.values()];
  }

  has({ stem }: EvaluationItem): boolean {
    return this.#journal.has(stem) || this.#errors.has(stem);
  }

  /** @throws AnomalensError `evaluation-state` when what is stored belongs to another run. */
  async resume(): Promise<void> {
    const checkpoint = await this.#checkpoints.load();
    if (checkpoint) {
      assertSameRun(checkpoint.key, this.key);
      await this.#assertSameFiles(checkpoint);
    }
    await this.#takeUp(checkpoint);
  }

  /** Gives a new worker what the last checkpoint holds; the images after it are evaluated again. */
  async restore(): Promise<void> {
    await this.#takeUp(await this.#checkpoints.load());
  }

  add(stem: string, entry: JournalEntry): void {
    this.#journal.set(stem, entry);
  }

  fail({ stem, image }: EvaluationItem, error: unknown): ImageError {
    const { code, message } = serialiseError(error);
    const entry = { file: image.name, code, message };
    this.#errors.set(stem, entry);
    return entry;
  }

  /** Saves when the work since the last checkpoint is worth the time of another one. */
  async saveIfDue(): Promise<void> {
    const { at, took } = this.#saved;
    if ((performance.now() - at) * CHECKPOINT_SHARE >= took) await this.save(false);
  }

  async save(complete: boolean): Promise<void> {
    const { key, errors, journal } = this;
    if (!complete && journal.length === this.#saved.images) return;
    const start = performance.now();
    await this.#checkpoints.save(this.engine, this.runId, {
      key,
      complete,
      images: this.items.length,
      errors,
      journal,
    });
    const now = performance.now();
    this.#saved = { at: now, took: now - start, images: journal.length };
  }

  /** @throws AnomalensError of the files, `label-unknown`, `label-values`, `score-unreadable`. */
  async load({ stem, image, label, turn, scores = [] }: EvaluationItem): Promise<LoadedItem> {
    const reading = this.readings.get(stem);
    if (!label || !reading)
      throw new AnomalensError('label-unknown', 'There is no label for this image.');
    if (reading instanceof AnomalensError) throw reading;
    if (isClosedSet(reading) !== this.key.closedSet)
      throw new AnomalensError(
        'label-values',
        `Labels read as “${readingWords(reading)}” are not what this evaluation compares with.`,
      );
    return {
      image: {
        name: image.name,
        blob: await image.read(),
        ...(image.frame && { frame: image.frame }),
      },
      label: { name: label.name, blob: await label.read() },
      reading,
      turn,
      scores: await this.#loadScores(scores),
    };
  }

  /** The files of all methods that are none of the page, in the order of the settings. */
  async #loadScores(scores: readonly ScoreItem[]): Promise<ScoreSource[]> {
    const loaded: ScoreSource[] = [];
    for (const { methodId } of this.key.settings.filter((own) => !findMethod(own.methodId))) {
      const score = scores.find((candidate) => hasScoreOf(candidate, methodId));
      if (!score)
        throw new AnomalensError(
          'score-unreadable',
          `There is no score of ${ownMethodName(methodId)} for this image.`,
        );
      const { file, methodId: id, turn, isRecorded = false } = score;
      if (isRecorded && loaded.some((other) => other.methodId === id)) continue;
      const common = { methodId: id, name: file.name, blob: await file.read(), turn };
      loaded.push(isRecorded ? { ...common, isRecorded } : common);
    }
    return loaded;
  }

  async #takeUp(checkpoint: Checkpoint | null): Promise<void> {
    const { engine, runId } = this;
    await engine.request('dropEvaluation', { runId });
    await engine.request('restoreEvaluation', {
      runId,
      pools: checkpoint?.pools ?? [],
      classes: checkpoint?.classes ?? null,
    });
    this.#journal.clear();
    for (const entry of checkpoint?.journal ?? []) this.#journal.set(entry.result.stem, entry);
    this.#saved = { at: performance.now(), took: this.#saved.took, images: this.#journal.size };
  }

  async #assertSameFiles({ journal }: Checkpoint): Promise<void> {
    const items = new Map(this.items.map((item) => [item.stem, item]));
    for (const { index, result, fingerprint } of journal) {
      const item = items.get(result.stem);
      const same =
        item?.index === index &&
        sameFingerprint(await fingerprintOf(await this.load(item)), fingerprint);
      if (same) continue;
      throw new AnomalensError(
        'evaluation-state',
        `There are results of an unfinished run, but ${result.name} or its label has changed since, or files have been added or removed. Delete these results or choose another place.`,
      );
    }
  }
}
