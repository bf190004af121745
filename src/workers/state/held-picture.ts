import type { GroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { Range, Size } from '#src/core/types';
import type { Picture, ScoreMap, TruthMap } from '#src/gpu/compute';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import type { ScoreKind } from '#src/gpu/ops/scores/formulas';
import type { MethodSettings, ScoreSummary } from '#src/protocol/scores';
import { ComparedMaps } from '#src/workers/state/compared-maps';
import type { NetworkResult } from '#src/workers/state/network-result';
import { PictureMaps } from '#src/workers/state/picture-maps';
import { PromptCache } from '#src/workers/state/prompt-cache';
import type { WordCache } from '#src/workers/state/word-cache';

/** A score map as stored in a file, `[height, width]`; NaN is void. */
export interface DecodedScore extends Size {
  data: Float32Array;
}

/** A score from a file: on its own grid for measuring, and on the picture grid. */
interface OwnMap {
  stored: DecodedScore;
  map: ScoreMap;
  serial: number;
}

/** A formula of logits from a file, which cover the whole picture. */
interface OwnFormula {
  logits: LogitsData;
  kind: ScoreKind;
  serial: number;
}

/** The serial tells it from that of an earlier file of the same method. */
export type OwnScore = OwnMap | OwnFormula;

export interface CachedScore {
  map: ScoreMap;
  summary: ScoreSummary;
}

/** A score within the region of interest: outside it lies below every threshold. */
export interface InsideScore {
  /** Settings and region that it was made with; empty where the whole picture counts. */
  key: string;
  /** The score's own map where the whole picture counts. */
  map: ScoreMap;
  /** Pixels outside. */
  leftOutPixels: number;
  /** `[256]` over the range of the score's histogram; null where the whole picture counts. */
  counts: Uint32Array | null;
}

/** A score without the regions that a meta classifier removed. */
export interface KeptScore {
  /** Settings, region of interest, threshold and removal that it was made with. */
  key: string;
  map: ScoreMap;
  /** What it was made of, with the regions that are removed. */
  inside: InsideScore;
  /** Number of removed regions. */
  removed: number;
  /** Null where nothing had to be judged. */
  judged: JudgedLabels | null;
}

/** The regions of a picture and how likely each is a false positive. */
export interface JudgedLabels {
  /** Settings, region of interest, threshold and classifier that it was made with. */
  key: string;
  /** Region of each pixel `[height, width]`: 1..n, 0 outside. */
  ids: Uint32Array;
  /** `[n]` */
  probabilities: Float64Array;
}

/** Ground truth on its own grid, and a map of it on the picture grid. */
export interface TruthOfPicture extends GroundTruth {
  map: TruthMap;
}

interface Releasable {
  release(): void;
}

let lastSerial = 0;
let withMaps: HeldPicture | null = null;

/**
 * Called before maps are made for a picture: they are kept of the last picture alone, since the
 * next network that it needs, or the next strength of a block, reads them again. Those of the one
 * before it go as soon as nobody uses it, and with them what its second looks left, which is large.
 */
export function keepMapsOf(entry: HeldPicture): void {
  if (entry.isPassing) return; // what it leaves goes with it
  if (withMaps !== entry) withMaps?.leaveNetworks();
  withMaps = entry;
}

/**
 * One decoded picture with everything computed from it. Work on it runs inside `use`; what is
 * dropped meanwhile is released when the last user has finished, so that nothing is freed under a
 * running drawing.
 */
export class HeldPicture {
  /** Tells two loads of the same id apart. */
  readonly serial = ++lastSerial;
  /** One computation at a time, so that nothing is computed twice. */
  readonly queue = new TaskQueue();
  /** By `resultKey`: the last run of each network in each look. */
  readonly networks = new Map<string, NetworkResult>();
  /** What one network left for others; see `keepMapsOf`. */
  readonly maps = new PictureMaps();
  /** What was left for others in a second look; see `dropSecondMaps`. */
  readonly secondMaps = new PictureMaps();
  /** By `keyOf`; least recently used first. */
  readonly scores = new Map<string, CachedScore>();
  /** Scores from files by method id. */
  readonly imported = new Map<string, OwnScore>();
  /** By method id: the last one. */
  readonly kept = new Map<string, KeptScore>();
  /** By method id: the last one. */
  readonly inside = new Map<string, InsideScore>();
  readonly compared = new ComparedMaps();
  readonly prompting = new PromptCache();
  /** By the long side of the look; absent: that of the engine. */
  readonly words = new Map<number | undefined, WordCache>();
  truth: TruthOfPicture | null = null;
  /** Opened for one piece of work beside the pictures that are held: it takes no maps from them. */
  isPassing = false;
  #users = 0;
  #retired: Releasable[] = [];

  constructor(
    readonly picture: Picture,
    readonly original: Size,
    /** EXIF 1..8, applied already. */
    readonly orientation = 1,
  ) {}

  get size(): Size {
    return { width: this.picture.width, height: this.picture.height };
  }

  /**
   * Names a score of this picture: as `scoreKey`, and another name after every change of a person's
   * prompts, and for every file that it comes from.
   */
  keyOf(settings: MethodSettings): string {
    const key = scoreKey(settings);
    const own = this.imported.get(settings.methodId);
    if (own) return `${key}#${own.serial}`;
    const edits = this.prompting.editsOf(key);
    return edits ? `${key}#${edits.revision}` : key;
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      this.#sweep();
    }
  }

  keep(methodId: string, score: KeptScore): void {
    const before = this.kept.get(methodId);
    this.kept.set(methodId, score);
    if (before) this.retire(before.map);
  }

  /**
   * Gives back what the networks of a second look read of each other, four times that of the first,
   * once nobody is computing with it.
   */
  async dropSecondMaps(): Promise<void> {
    if (!this.secondMaps.isEmpty) await this.queue.run(async () => this.secondMaps.release());
  }

  /** What only the last picture keeps of its networks goes; its scores stay. */
  leaveNetworks(): void {
    this.retire(this.maps);
    this.retire(this.secondMaps);
    for (const [key, network] of [...this.networks]) {
      if (network.run.longSide === undefined) continue;
      this.networks.delete(key);
      this.retire(network);
    }
    for (const longSide of [...this.words.keys()])
      if (longSide !== undefined) this.words.delete(longSide);
  }

  /** What a network left, and all scores of some methods, as if it had never run. */
  forgetNetwork(modelId: string, isItsMethod: (methodId: string) => boolean): void {
    for (const [key, network] of [...this.networks]) {
      if (network.run.modelId !== modelId) continue;
      this.networks.delete(key);
      this.retire(network);
    }
    const maps = new Set<ScoreMap>(); // where the whole picture counts, one map is in all of them
    for (const [key, { map, summary }] of [...this.scores])
      if (isItsMethod(summary.methodId)) {
        this.scores.delete(key);
        maps.add(map);
      }
    for (const held of [this.kept, this.inside])
      for (const [methodId, { map }] of [...held])
        if (isItsMethod(methodId)) {
          held.delete(methodId);
          maps.add(map);
        }
    for (const map of maps) this.retire(map);
  }

  /** Releases a resource of this picture as soon as nobody uses the picture. */
  retire(resource: Releasable): void {
    this.#retired.push(resource);
    this.#sweep();
  }

  /** Releases everything, as soon as nobody uses it. */
  release(): void {
    if (withMaps === this) withMaps = null;
    const maps = [
      ...[...this.imported.values()].flatMap((own) => ('map' in own ? own.map : [])),
      ...[...this.scores.values(), ...this.inside.values(), ...this.kept.values()].map(
        ({ map }) => map,
      ),
    ];
    const owned = new Set<Releasable | null>([
      this.picture,
      this.maps,
      this.secondMaps,
      this.compared,
      ...this.networks.values(),
      this.truth?.map ?? null,
      ...maps,
    ]); // an imported map is in both
    this.networks.clear();
    this.truth = null;
    this.scores.clear();
    this.inside.clear();
    this.kept.clear();
    this.imported.clear();
    this.prompting.clear();
    this.words.clear();
    for (const resource of owned) if (resource) this.#retired.push(resource);
    this.#sweep();
  }

  #sweep(): void {
    if (this.#users > 0) return;
    for (const resource of this.#retired.splice(0)) resource.release();
  }
}

/** Two settings with the same key give the same score map. */
export function scoreKey({ methodId, parameters, blur, words }: MethodSettings): string {
  const values = Object.keys(parameters)
    .sort()
    .map((id) => `${id}=${parameters[id]}`);
  const asked = words ? [JSON.stringify(words)] : [];
  return [methodId, ...values, blur, ...asked].join('|');
}

/** Whether a range can belong to a map that a working device computed. */
export function isUsable({ min, max }: Range): boolean {
  return Number.isFinite(min) && Number.isFinite(max) && min <= max;
}
