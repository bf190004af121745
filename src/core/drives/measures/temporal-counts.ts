/** What a sequence says of a method over time, as counts that add up (docs/methods.md 7.9). */

import type { MeasuredFrame } from '#src/core/drives/measures/measured-frame';
import { addTo } from '#src/core/groups';

/** Sums over any number of sequences. */
export interface TemporalCounts {
  /** Labelled frames. */
  frames: number;
  objects: number;
  /** Objects in frames that share a pixel with a track, and those that do not. */
  truePositives: number;
  falseNegatives: number;
  /** Tracks in labelled frames that are no object's best. */
  falsePositives: number;
  /** Changes of the track that an object is found by. */
  switches: number;
  /** Pixels, from the centre of each object to that of its track, over all true positives. */
  centreDistance: number;
  /** Objects by the share of their labelled frames that have them. */
  mostlyTracked: number;
  partiallyTracked: number;
  mostlyLost: number;
  /** Analysed frames from the first to the last label of each object, and those that track it. */
  lifeFrames: number;
  trackedFrames: number;
  /** Objects that come to be large enough to be found, and seconds until those of them were that are. */
  large: number;
  delays: number[];
  /** Changes between found and lost, and seconds from the first to the last label of each object. */
  changes: number;
  seconds: number;
  /** Sum over objects of the share of labelled frames in which each is found, 0..1 each. */
  foundShares: number;
}

/** Pixels from which on an object is expected to be found. */
const LARGE = 100;
/** Overlap with one track, or the share of its pixels in any, that finds an object. */
const [FOUND_OVERLAP, FOUND_SHARE] = [0.25, 0.5];
/** Shares of the labelled frames from which on an object is mostly, or partially, tracked. */
const [MOSTLY, PARTIALLY] = [0.8, 0.2];

/** An object in one of its labelled frames. */
interface Sight {
  /** The place of the frame in the sequence. */
  place: number;
  timestamp: number;
  isLarge: boolean;
  isFound: boolean;
  /** The track of the largest overlap; null where none shares a pixel. */
  track: number | null;
}

function noTemporalCounts(): TemporalCounts {
  return {
    frames: 0,
    objects: 0,
    truePositives: 0,
    falseNegatives: 0,
    falsePositives: 0,
    switches: 0,
    centreDistance: 0,
    mostlyTracked: 0,
    partiallyTracked: 0,
    mostlyLost: 0,
    lifeFrames: 0,
    trackedFrames: 0,
    large: 0,
    delays: [],
    changes: 0,
    seconds: 0,
    foundShares: 0,
  };
}

export function sumTemporalCounts(all: Iterable<TemporalCounts>): TemporalCounts {
  const total = noTemporalCounts();
  for (const { delays, ...counts } of all) {
    total.delays.push(...delays);
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) total[name] += counts[name];
  }
  return total;
}

/** One sequence. @param frames all analysed ones, ascending in time, labelled or not. */
export function temporalCounts(frames: readonly MeasuredFrame[]): TemporalCounts {
  const counts = noTemporalCounts();
  const sights = new Map<number, Sight[]>();
  for (const [place, frame] of frames.entries()) {
    if (!frame.objects) continue;
    counts.frames += 1;
    const matched = new Set<number>();
    for (const id of frame.objects.keys()) {
      const sight = { place, timestamp: frame.timestamp, ...sightOf(id, frame) };
      addTo(sights, id, sight);
      if (sight.track === null) {
        counts.falseNegatives += 1;
        continue;
      }
      counts.truePositives += 1;
      counts.centreDistance += distanceOf(id, sight.track, frame);
      matched.add(sight.track);
    }
    counts.falsePositives += frame.tracks.size - matched.size;
  }
  for (const own of sights.values()) addObject(counts, own, frames);
  return counts;
}

function sightOf(
  id: number,
  { objects, tracks, overlaps }: MeasuredFrame,
): Pick<Sight, 'isLarge' | 'isFound' | 'track'> {
  const area = objects?.get(id)?.area as number;
  let [covered, best, track] = [0, 0, null as number | null];
  for (const overlap of overlaps) {
    if (overlap.object !== id) continue;
    covered += overlap.pixels;
    const union = area + (tracks.get(overlap.track)?.area as number) - overlap.pixels;
    if (overlap.pixels / union > best) [best, track] = [overlap.pixels / union, overlap.track];
  }
  const isFound = best > FOUND_OVERLAP || covered >= FOUND_SHARE * area;
  return { isLarge: area >= LARGE, isFound, track };
}

function distanceOf(object: number, track: number, { objects, tracks }: MeasuredFrame): number {
  const [a, b] = [objects?.get(object)?.centroid, tracks.get(track)?.centroid];
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

/** @param sights of one object, at least one. */
function addObject(
  counts: TemporalCounts,
  sights: readonly Sight[],
  frames: readonly MeasuredFrame[],
): void {
  const [first, last] = [sights[0] as Sight, sights.at(-1) as Sight];
  const matched = sights.filter(({ track }) => track !== null);
  counts.objects += 1;
  const share = matched.length / sights.length;
  if (share >= MOSTLY) counts.mostlyTracked += 1;
  else if (share >= PARTIALLY) counts.partiallyTracked += 1;
  else counts.mostlyLost += 1;
  counts.switches += matched.filter(
    ({ track }, place) => place > 0 && matched[place - 1]?.track !== track,
  ).length;
  addTracked(counts, sights, frames);
  const large = sights.find(({ isLarge }) => isLarge);
  const found = sights.find(({ isFound }) => isFound);
  if (large) counts.large += 1;
  if (large && found) counts.delays.push(Math.max(0, found.timestamp - large.timestamp));
  counts.changes += sights.filter(
    ({ isFound }, place) => place > 0 && sights[place - 1]?.isFound !== isFound,
  ).length;
  counts.seconds += last.timestamp - first.timestamp;
  counts.foundShares += sights.filter(({ isFound }) => isFound).length / sights.length;
}

/** Where there is no label, an object is tracked while the track is there that it had last. */
function addTracked(
  counts: TemporalCounts,
  sights: readonly Sight[],
  frames: readonly MeasuredFrame[],
): void {
  const byPlace = new Map(sights.map((sight) => [sight.place, sight]));
  const [first, last] = [sights[0] as Sight, sights.at(-1) as Sight];
  let current: number | null = null;
  for (let place = first.place; place <= last.place; place++) {
    const sight = byPlace.get(place);
    const frame = frames[place] as MeasuredFrame;
    if (!sight && frame.objects) continue;
    counts.lifeFrames += 1;
    current = sight?.track ?? current;
    const isTracked = sight ? sight.track !== null : current !== null && frame.tracks.has(current);
    if (isTracked) counts.trackedFrames += 1;
  }
}
