/** Mean and standard deviation by what comes out: the right ones give smooth maps that are sure. */
import { BISENET, BYTES, HALF, IMAGENET, type Normalisation, UNIT } from './families';
import type { LogitPlanes } from './planes';

export interface Candidate extends Normalisation {
  title: string;
}

const IN_BYTES: Normalisation = {
  mean: [0.485, 0.456, 0.406],
  std: [1 / 255, 1 / 255, 1 / 255],
};

export const CANDIDATES: readonly Candidate[] = [
  { title: 'ImageNet', ...IMAGENET },
  { title: '0 to 1', ...UNIT },
  { title: '-1 to 1', ...HALF },
  { title: 'BiSeNet', ...BISENET },
  { title: '0 to 255', ...BYTES },
  { title: '0 to 255 without the mean', ...IN_BYTES },
];

/** Whether two normalisations are the same but for what is rounded in a file. */
export function sameNumbers(a: Normalisation, b: Normalisation): boolean {
  const near = (left: readonly number[], right: readonly number[]) =>
    left.every((value, i) => Math.abs(value - (right[i] as number)) < 1e-6);
  return near(a.mean, b.mean) && near(a.std, b.std);
}

/** The candidates with their votes, most first; among equals the one that was taken before the vote. */
export function rankedCandidates(
  before: Normalisation,
  votes: readonly number[],
): (Candidate & { votes: number })[] {
  const ranked = CANDIDATES.map((candidate, index) => ({
    ...candidate,
    votes: votes[index] as number,
  }));
  const first = (candidate: Candidate) => Number(sameNumbers(candidate, before));
  return ranked.sort((a, b) => b.votes - a.votes || first(b) - first(a));
}

/**
 * How far a map may be behind the smoothest one: large inputs inflate logits, so that the surest map
 * alone is often that of bytes.
 */
const SMOOTH_ENOUGH = 0.03;

/** The index of the map that is sure of most among the smooth ones. */
export function chosenCandidate(maps: readonly LogitPlanes[]): number {
  const judged = maps.map(judge);
  const smoothest = Math.max(...judged.map(({ smoothness }) => smoothness));
  let best = -1;
  for (const [index, { smoothness, entropy }] of judged.entries())
    if (smoothness >= smoothest - SMOOTH_ENOUGH)
      if (best < 0 || entropy < (judged[best]?.entropy as number)) best = index;
  return best;
}

/** Share of neighbours of one class, 0..1, and the mean entropy as a share of the largest. */
function judge({ data, classes, width, height }: LogitPlanes): {
  smoothness: number;
  entropy: number;
} {
  const area = width * height;
  const winners = new Uint8Array(area);
  let entropy = 0;
  for (let i = 0; i < area; i++) {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if ((data[c * area + i] as number) > (data[best * area + i] as number)) best = c;
    winners[i] = best;
    let sum = 0;
    let weighted = 0;
    for (let c = 0; c < classes; c++) {
      const difference = (data[c * area + i] as number) - (data[best * area + i] as number);
      const e = Math.exp(difference);
      sum += e;
      weighted += e === 0 ? 0 : e * difference;
    }
    entropy += Math.log(sum) - weighted / sum;
  }
  let same = 0;
  let pairs = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      for (const other of [x + 1 < width ? i + 1 : -1, y + 1 < height ? i + width : -1]) {
        if (other < 0) continue;
        pairs += 1;
        if (winners[other] === winners[i]) same += 1;
      }
    }
  return {
    smoothness: pairs > 0 ? same / pairs : 1,
    entropy: entropy / area / Math.log(Math.max(classes, 2)),
  };
}
