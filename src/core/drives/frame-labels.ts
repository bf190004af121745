/** Which frame of a video a label is of, by its name (docs/drives.md). */
import { AnomalensError } from '#src/core/errors';

interface NumberedLabel {
  /** Its path, for messages. */
  path: string;
  /** Its name without extension and without what says that it is a label. */
  stem: string;
}

/** As `frameName` calls frames. */
const OWN_NAME = /_f(\d{6,})_t\d+\.\d{3}$/;
/** Seconds. */
const TIME = /(?:^|[^\d.])t?(\d+\.\d+)s?$/i;
const NUMBER = /(\d+)\D*$/;

/**
 * Indexes of frames, in the order of the labels. A name ends with the name of a frame as this project
 * gives it, with seconds that have decimals, or has a number, the last one in it.
 * @param timestamps seconds of all frames, ascending. @param firstNumber what the first frame is
 * counted as, 0 or 1; null where nobody says.
 * @throws AnomalensError `option-invalid` where a label has no frame, a frame has two labels, or both
 * ways to count are possible.
 */
export function framesOfLabels(
  labels: readonly NumberedLabel[],
  timestamps: readonly number[],
  firstNumber: 0 | 1 | null,
): number[] {
  const numbered = labels.filter(({ stem }) => kindOf(stem) === 'number');
  const first = numbered.length > 0 ? firstOf(numbered, timestamps.length, firstNumber) : 0;
  const labelOf = new Map<number, string>();
  return labels.map(({ path, stem }) => {
    const index = indexOf(stem, timestamps, first);
    if (index === null || !(index >= 0 && index < timestamps.length))
      throw refusal(
        `No frame of the video is called like ${path}: there are ${timestamps.length}.`,
      );
    const other = labelOf.get(index);
    if (other !== undefined) throw refusal(`${other} and ${path} are of the same frame, ${index}.`);
    labelOf.set(index, path);
    return index;
  });
}

function kindOf(stem: string): 'own' | 'time' | 'number' | null {
  if (OWN_NAME.test(stem)) return 'own';
  if (TIME.test(stem)) return 'time';
  return NUMBER.test(stem) ? 'number' : null;
}

const numberIn = (stem: string) => Number(NUMBER.exec(stem)?.[1]);

function indexOf(stem: string, timestamps: readonly number[], first: number): number | null {
  switch (kindOf(stem)) {
    case 'own':
      return Number(OWN_NAME.exec(stem)?.[1]);
    case 'time':
      return frameAt(Number(TIME.exec(stem)?.[1]), timestamps);
    case 'number':
      return numberIn(stem) - first;
    default:
      return null;
  }
}

/** The nearest frame; null where that is further away than half of a frame lasts. */
function frameAt(time: number, timestamps: readonly number[]): number | null {
  let nearest = 0;
  for (const [index, timestamp] of timestamps.entries())
    if (Math.abs(timestamp - time) < Math.abs((timestamps[nearest] as number) - time))
      nearest = index;
  const own = timestamps[nearest] ?? Number.NaN;
  const lasts = Math.max(
    (timestamps[nearest + 1] ?? own) - own,
    own - (timestamps[nearest - 1] ?? own),
  );
  // Names have their times rounded.
  return Math.abs(own - time) <= lasts / 2 + 0.001 ? nearest : null;
}

/** A number 0 counts from 0, and one as high as the count of frames from 1. */
function firstOf(labels: readonly NumberedLabel[], frames: number, said: 0 | 1 | null): 0 | 1 {
  if (said !== null) return said;
  const numbers = labels.map(({ stem }) => numberIn(stem));
  if (numbers.includes(0)) return 0;
  if (numbers.includes(frames)) return 1;
  throw refusal(
    `It is not clear whether the numbers of the labels (${labels[0]?.path}) count frames from 0 or from 1: say --first-frame 0 or --first-frame 1.`,
  );
}

const refusal = (message: string) => new AnomalensError('option-invalid', message);
