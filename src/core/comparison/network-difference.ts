/** How far two networks of the same classes differ on one picture, as a file and its half-float or quantised version do. */

export interface NetworkDifference {
  /** Largest and mean absolute difference of a class's probability, 0..1. */
  largest: number;
  mean: number;
  /** 0..1 of the positions with another likeliest class. */
  otherClass: number;
}

/** Logits `[channels, height, width]`, of which `content` columns and rows are the picture, the rest padding. */
export interface ComparedLogits {
  values: Float32Array;
  width: number;
  height: number;
  content: { width: number; height: number };
}

/**
 * Compares softmax at T = 1, position by position of the networks' own grid.
 * @param classes how many channels, from the first on, are classes.
 * @returns null where the grids differ: then positions have nothing to do with each other.
 */
export function networkDifference(
  first: ComparedLogits,
  second: ComparedLogits,
  classes: number,
): NetworkDifference | null {
  const { width, height, content } = first;
  if (second.width !== width || second.height !== height) return null;
  const [one, other] = [new Float64Array(classes), new Float64Array(classes)];
  let [largest, sum, changed] = [0, 0, 0];
  for (let y = 0; y < content.height; y++)
    for (let x = 0; x < content.width; x++) {
      const place = y * width + x;
      const [likeliest, otherLikeliest] = [
        softmaxAt(first.values, place, width * height, one),
        softmaxAt(second.values, place, width * height, other),
      ];
      if (likeliest !== otherLikeliest) changed += 1;
      for (let c = 0; c < classes; c++) {
        const difference = Math.abs((one[c] as number) - (other[c] as number));
        sum += difference;
        if (difference > largest) largest = difference;
      }
    }
  const positions = content.width * content.height;
  return { largest, mean: sum / (positions * classes), otherClass: changed / positions };
}

/** Fills `into` with probabilities. @returns the likeliest class, the first of equal ones. */
function softmaxAt(
  values: Float32Array,
  place: number,
  stride: number,
  into: Float64Array,
): number {
  let likeliest = 0;
  for (let c = 0; c < into.length; c++) {
    into[c] = values[c * stride + place] as number;
    if ((into[c] as number) > (into[likeliest] as number)) likeliest = c;
  }
  const top = into[likeliest] as number;
  let sum = 0;
  for (let c = 0; c < into.length; c++) {
    into[c] = Math.exp((into[c] as number) - top);
    sum += into[c] as number;
  }
  for (let c = 0; c < into.length; c++) into[c] = (into[c] as number) / sum;
  return likeliest;
}
