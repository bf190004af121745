/** Which corruptions a set is measured under, and how hard they hit. */
import { AnomalensError } from '../errors';

export const CORRUPTION_KINDS = ['blur', 'noise', 'darkness', 'jpeg'] as const;
type CorruptionKind = (typeof CORRUPTION_KINDS)[number];

export interface Corruption {
  kind: CorruptionKind;
  /** In the unit of its kind, positive: a larger one hurts more, but of `jpeg`. */
  level: number;
}

interface KindOfCorruption {
  /** Where nothing is said: the third of the five severities of ImageNet-C, which has no darkness. */
  usual: number;
  most: number;
  isWhole?: boolean;
  /** What a level does, for a person. */
  words: (level: number) => string;
}

const KINDS: Record<CorruptionKind, KindOfCorruption> = {
  blur: {
    usual: 3,
    most: 100,
    words: (level) => `Gaussian blur, sigma ${level} pixels where a picture has 1024 rows`,
  },
  noise: {
    usual: 46,
    most: 255,
    words: (level) => `Gaussian noise, standard deviation ${level} of 255`,
  },
  darkness: {
    usual: 2,
    most: 8,
    words: (level) => `darkness, ${level} stops less light`,
  },
  jpeg: {
    usual: 15,
    most: 100,
    isWhole: true,
    words: (level) => `JPEG of quality ${level} of 100`,
  },
};

/**
 * The corruptions of a text like `blur,noise=10,jpeg=30`, in its order; a kind without a level has
 * its usual one, and a kind may come with several.
 * @throws AnomalensError `option-invalid` for an unknown kind, a level that it does not have, and one
 * that is named twice.
 */
export function parseCorruptions(text: string): Corruption[] {
  const all = text.split(',').map(parseCorruption);
  const labels = all.map(corruptionLabel);
  const doubled = labels.find((label, i) => labels.indexOf(label) < i);
  if (doubled !== undefined)
    throw new AnomalensError('option-invalid', `The corruption ${doubled} is named twice.`);
  return all;
}

/** As it is written on a command line: `noise=10`. */
export const corruptionLabel = ({ kind, level }: Corruption): string => `${kind}=${level}`;

/** What is done to the picture, without a full stop. */
export const corruptionWords = ({ kind, level }: Corruption): string => KINDS[kind].words(level);

function parseCorruption(text: string): Corruption {
  const [name = '', ...levels] = text.split('=');
  const kind = CORRUPTION_KINDS.find((known) => known === name);
  if (!kind)
    throw new AnomalensError(
      'option-invalid',
      `"${name}" is no corruption: there are ${CORRUPTION_KINDS.join(', ')}.`,
    );
  const { usual, most, isWhole = false } = KINDS[kind];
  if (levels.length === 0) return { kind, level: usual };
  const written = levels.join('=');
  const level = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (level > 0 && level <= most && (!isWhole || Number.isInteger(level))) return { kind, level };
  const range = isWhole ? `a whole number from 1 to ${most}` : `above 0 and at most ${most}`;
  throw new AnomalensError('option-invalid', `The level of ${kind} is ${range}, not "${written}".`);
}
