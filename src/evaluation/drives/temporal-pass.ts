/** What methods say of labelled drives over time, at one threshold each (docs/methods.md 7.9). */
import { framePlan } from '#src/core/drives/frame-plan';
import type { MapRegion } from '#src/core/drives/map-regions';
import { type MeasuredFrame, measuredFrame } from '#src/core/drives/measures/measured-frame';
import { type TemporalCounts, temporalCounts } from '#src/core/drives/measures/temporal-counts';
import { RegionTracker } from '#src/core/drives/region-tracker';
import { AnomalensError } from '#src/core/errors';
import { sameSize } from '#src/core/geometry';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { Size } from '#src/core/types';
import type { Engine } from '#src/engine-client/engine';
import { askOfFrame } from '#src/evaluation/drives/drive';
import type { LabelledDrive } from '#src/evaluation/drives/drive-items';
import type { DriveProgress } from '#src/evaluation/drives/types';
import type { EvaluationItem, ImageError } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import type { FrameQuestion, FrameRegions } from '#src/protocol/evaluation';

export interface TemporalWish {
  questions: readonly FrameQuestion[];
  /** How many frames of a second are looked at besides the labelled ones. */
  perSecond: number;
  filters: ComponentFilters;
}

export interface DriveCounts {
  /** Name of the drive. */
  drive: string;
  /** Frames that could be looked at, and those of them that are labelled. */
  frames: number;
  labelled: number;
  /** In the order of the questions. */
  counts: TemporalCounts[];
  errors: ImageError[];
}

/**
 * One drive. @param readings of the labels, by stem; a label without one has failed before and its frame
 * is left out. @throws AnomalensError of the engine when it does not come back.
 */
export async function temporalPass(
  engine: Engine,
  { drive, labelled }: LabelledDrive,
  readings: ReadonlyMap<string, LabelReading>,
  wish: TemporalWish,
  onProgress?: (progress: DriveProgress) => void,
): Promise<DriveCounts> {
  const itemOf = new Map(labelled.map(({ index, item }) => [index, item]));
  const indexes = framesOf(drive, itemOf, readings, wish.perSecond);
  const grid = await gridOf(engine, labelled, readings);
  if (!grid) return { drive: drive.name, frames: 0, labelled: 0, counts: [], errors: [] };
  const linked = new LinkedFrames(wish.questions.length, grid);
  const errors: ImageError[] = [];
  for (const [place, index] of indexes.entries()) {
    const item = itemOf.get(index);
    const name = drive.nameOf(index);
    let error: ImageError | null = null;
    try {
      const frame = await askOfFrame(async () =>
        engine.request('evaluateFrame', {
          source: await drive.sourceOf(index),
          label: item ? await labelOf(item, readings) : null,
          grid: linked.grid,
          questions: [...wish.questions],
          filters: wish.filters,
        }),
      );
      linked.add(drive.timestamps[index] as number, frame);
    } catch (cause) {
      if (engine.state === 'failed') throw cause;
      const { code, message } = serialiseError(cause);
      error = { file: name, code, message };
      errors.push(error);
    }
    const [done, total] = [place + 1, indexes.length];
    onProgress?.({ drive: drive.name, done, total, frame: name, error });
  }
  return { drive: drive.name, errors, ...linked.result() };
}

/** That of the labels, which frames without one are measured on too; null without any. */
async function gridOf(
  engine: Engine,
  labelled: LabelledDrive['labelled'],
  readings: ReadonlyMap<string, LabelReading>,
): Promise<Size | null> {
  const label = labelled.find(({ item }) => readings.has(item.stem))?.item.label;
  if (!label) return null;
  const { width, height } = await engine.request('inspectLabel', {
    name: label.name,
    blob: await label.read(),
  });
  return { width, height };
}

/** Labelled frames and what the plan adds, in the order of time. */
function framesOf(
  drive: LabelledDrive['drive'],
  itemOf: ReadonlyMap<number, EvaluationItem>,
  readings: ReadonlyMap<string, LabelReading>,
  perSecond: number,
): number[] {
  const plan = framePlan({ ...drive, perSecond, done: new Set(itemOf.keys()), peaks: [] });
  const labelled = [...itemOf].flatMap(([index, { stem }]) => (readings.has(stem) ? [index] : []));
  return [...labelled, ...plan].sort((a, b) => a - b);
}

async function labelOf(item: EvaluationItem, readings: ReadonlyMap<string, LabelReading>) {
  const { label, turn, stem, leftOut = null } = item;
  const reading = readings.get(stem);
  if (!label || !reading) throw new AnomalensError('label-unknown', 'There is no label.');
  const { name } = label;
  return { name, blob: await label.read(), reading, turn: turnRequest(turn), leftOut };
}

/** The frames of a drive, linked as they come. */
class LinkedFrames {
  #labelled = 0;
  readonly #objects: RegionTracker;
  readonly #tracks: RegionTracker[];
  readonly #frames: MeasuredFrame[][];

  constructor(
    methods: number,
    readonly grid: Size,
  ) {
    this.#objects = new RegionTracker(grid);
    this.#tracks = Array.from({ length: methods }, () => new RegionTracker(grid));
    this.#frames = Array.from({ length: methods }, () => []);
  }

  /** @throws AnomalensError `label-size` for a frame on another grid than those before. */
  add(timestamp: number, frame: FrameRegions): void {
    const { width, height, objects, regions } = frame;
    const grid = { width, height };
    if (!sameSize(this.grid, grid))
      throw new AnomalensError(
        'label-size',
        `It is ${width} x ${height}, the frames before ${this.grid.width} x ${this.grid.height}: labels of one sequence have one size.`,
      );
    const truth = objects && this.#linked(timestamp, objects);
    if (objects) this.#labelled += 1;
    for (const [place, own] of regions.entries()) {
      const tracks = (this.#tracks[place] as RegionTracker).next(timestamp, own);
      this.#frames[place]?.push(measuredFrame(timestamp, truth, tracks, grid));
    }
  }

  /** Instances by their ids, components by the tracker. */
  #linked(
    timestamp: number,
    objects: NonNullable<FrameRegions['objects']>,
  ): Map<number, MapRegion> {
    const instances = objects.flatMap(({ instance, region }) =>
      instance === null ? [] : [[instance, region] as const],
    );
    if (instances.length > 0) return new Map(instances);
    const components = objects.map(({ region }) => region);
    return this.#objects.next(timestamp, components);
  }

  result(): Pick<DriveCounts, 'frames' | 'labelled' | 'counts'> {
    return {
      frames: this.#frames[0]?.length ?? 0,
      labelled: this.#labelled,
      counts: this.#frames.map(temporalCounts),
    };
  }
}
