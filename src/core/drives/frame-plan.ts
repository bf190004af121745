/** Which frames of a drive are analysed, and in which order. */

export interface PlanRequest {
  /** Seconds, ascending, one for each frame. */
  timestamps: ArrayLike<number>;
  /** Indexes, ascending: those that a decoder reads without any other. */
  keyFrames: Iterable<number>;
  /** How many frames of a second are analysed. */
  perSecond: number;
  /** Frames that have been analysed, or cannot be. */
  done: ReadonlySet<number>;
  /** Frames to look around, best first. */
  peaks: readonly number[];
}

/**
 * The frames still to be analysed, first to last. The drive is cut into steps of `1 / perSecond`,
 * each of which wants one frame: a key frame where it has one, and these come first; then the frame
 * nearest to the middle of the step. Around each peak every frame within a step comes last, the
 * gaps halved first. A frame that is done settles its step.
 */
export function framePlan({
  timestamps,
  keyFrames,
  perSecond,
  done,
  peaks,
}: PlanRequest): number[] {
  const start = timestamps[0] ?? 0;
  const placeOf = (index: number) => ((timestamps[index] as number) - start) * perSecond;
  const stepOf = (index: number) => Math.round(placeOf(index));
  const settled = new Set([...done].filter((index) => index < timestamps.length).map(stepOf));
  const plan: number[] = [];
  for (const index of keyFrames) {
    if (settled.has(stepOf(index))) continue;
    settled.add(stepOf(index));
    plan.push(index);
  }
  const nearest = new Map<number, number>();
  const offset = (index: number) => Math.abs(placeOf(index) - stepOf(index));
  for (let index = 0; index < timestamps.length; index++) {
    const step = stepOf(index);
    if (settled.has(step)) continue;
    const best = nearest.get(step);
    if (best === undefined || offset(index) < offset(best)) nearest.set(step, index);
  }
  plan.push(...nearest.values());
  const planned = new Set([...done, ...plan]);
  const around = peaks.map((peak) => halvings(peak, reachOf(peak, timestamps, perSecond)));
  for (let round = 0; around.some((rounds) => round < rounds.length); round++)
    for (const index of around.flatMap((rounds) => rounds[round] ?? []))
      if (!planned.has(index)) {
        planned.add(index);
        plan.push(index);
      }
  return plan;
}

/** Frames within a step before and after a peak. */
function reachOf(
  peak: number,
  timestamps: ArrayLike<number>,
  perSecond: number,
): { first: number; last: number } {
  const isNear = (index: number) =>
    Math.abs((timestamps[index] as number) - (timestamps[peak] as number)) * perSecond < 1;
  let [first, last] = [peak, peak];
  while (first > 0 && isNear(first - 1)) first -= 1;
  while (last < timestamps.length - 1 && isNear(last + 1)) last += 1;
  return { first, last };
}

/** Rounds of frames: the middles of both sides, then those of what is left. */
function halvings(peak: number, { first, last }: { first: number; last: number }): number[][] {
  const rounds: number[][] = [];
  let gaps = [
    [first - 1, peak],
    [peak, last + 1],
  ] as [number, number][];
  while (gaps.length > 0) {
    const open = gaps.filter(([low, high]) => high - low > 1);
    const middles = open.map(([low, high]) => Math.floor((low + high) / 2));
    if (middles.length > 0) rounds.push(middles);
    gaps = open.flatMap(([low, high], place): [number, number][] => {
      const middle = middles[place] as number;
      return [
        [low, middle],
        [middle, high],
      ];
    });
  }
  return rounds;
}

/**
 * The frames around which more is worth knowing: of each run of equal scores that lies above what is
 * before and after it the first, the highest first. At an end of the drive one side is enough; several
 * scores that are all equal have no peak.
 * @param scores of the analysed frames, in their order. @returns indexes of frames, at most `most`.
 */
export function peaksOf(
  indexes: readonly number[],
  scores: readonly number[],
  most: number,
): number[] {
  const peaks: { index: number; score: number }[] = [];
  for (let first = 0; first < indexes.length; ) {
    const score = scores[first] as number;
    let next = first + 1;
    while (next < indexes.length && scores[next] === score) next += 1;
    const before = scores[first - 1] ?? Number.NEGATIVE_INFINITY;
    const after = next < indexes.length ? (scores[next] as number) : Number.NEGATIVE_INFINITY;
    const isFlat = next - first > 1 && first === 0 && next === indexes.length;
    if (!isFlat && score > before && score > after)
      peaks.push({ index: indexes[first] as number, score });
    first = next;
  }
  return peaks
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ index }) => index);
}
