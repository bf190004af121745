/** What a dropped file is, by the order of its evidence: its own words, side files, graph, exporter. */
import { AnomalensError } from '#src/core/errors';
import type { OnnxHeader } from '#src/core/onnx/header';
import { type Card, type NamedClass, parseCard, readCard } from './card';
import { namedClasses, numberedClasses, usualClasses } from './class-lists';
import { inputShape, pictureInput } from './decide-input';
import { decideOutput } from './decide-output';
import { BYTES, familyOf, IMAGENET, type Normalisation, UNIT } from './families';
import { innerNormalisation } from './inner-normalisation';
import { pythonNames, type SideEvidence, sideEvidence } from './side-files';

/** A text file that lies beside the network. */
export interface SideFile {
  path: string;
  text: string;
}

/** What nothing in the files says. */
export type Unclear = 'normalisation' | 'output' | 'fit' | 'channels';

export type Because = Partial<
  Record<'card' | 'normalisation' | 'output' | 'kind' | 'classes' | 'device' | 'cost', string>
>;

export interface DecidedCard {
  card: Card;
  /** Why, in a sentence for each part. */
  because: Because;
  /** What a first run or a person has to say. */
  unclear: Unclear[];
  /** What the output holds is known, whatever its values look like. */
  knowsKind: boolean;
  /** A person has said all of it. */
  isGiven: boolean;
}

/** A network may carry its card, or one is beside it, or a person gives one. */
const CARD_KEY = 'anomalens';
/** What a card is called beside its network. */
export const CARD_FILE = /(^|\/)[^/]*anomalens[^/]*\.json$/i;
/** Until the first run says how many there are. */
const UNKNOWN_CHANNELS = 19;

/**
 * @param title what the network is called, such as its file's name.
 * @throws AnomalensError `network-unsupported`, and `network-unclear` for a card that is wrong.
 */
export function decideCard(
  header: OnnxHeader,
  files: readonly SideFile[],
  title: string,
): DecidedCard {
  const given = givenCard(header, files);
  if (given) return { ...given, unclear: [], knowsKind: true, isGiven: true };
  const sides = files.flatMap(({ path, text }) => sideEvidence(path, text) ?? []);
  const side = sides.length > 0 ? (Object.assign({}, ...sides) as SideEvidence) : null;
  const picture = pictureInput(header);
  const shape = inputShape(picture, side, header.metadata);
  const normalised = normalisationOf(header, picture.name, shape.dtype, sides);
  const decided = decideOutput(header);
  const named = classesOf(header, sides, decided.channels);
  const unclear: Unclear[] = [
    ...(normalised.isSure ? [] : (['normalisation'] as const)),
    ...(decided.others.length > 0 && decided.output.kind !== 'queries'
      ? (['output'] as const)
      : []),
    ...(shape.size.kind === 'fixed' && !side?.fit ? (['fit'] as const) : []),
    ...(decided.channels === null ? (['channels'] as const) : []),
  ];
  const { mean, std } = normalised.normalisation;
  return {
    card: {
      anomalens: 1,
      title,
      input: { ...shape, colour: side?.bgr ? 'bgr' : 'rgb', mean, std },
      output: decided.output,
      features: decided.features,
      classes: named.classes,
      leftOut: named.leftOut,
    },
    because: {
      normalisation: normalised.because,
      output: decided.because,
      classes: named.because,
    },
    unclear,
    knowsKind: decided.areLogits,
    isGiven: false,
  };
}

function givenCard(
  { metadata }: OnnxHeader,
  files: readonly SideFile[],
): Pick<DecidedCard, 'card' | 'because'> | null {
  const file = files.find(({ path }) => CARD_FILE.test(path));
  if (file)
    return {
      card: readCard(file.text),
      because: { card: `${file.path} says how it is fed and read.` },
    };
  const own = metadata[CARD_KEY];
  if (own === undefined) return null;
  try {
    return {
      card: parseCard(JSON.parse(own)),
      because: { card: 'The file says how it is fed and read.' },
    };
  } catch (error) {
    if (error instanceof AnomalensError) throw error;
    return null; // a key of the same name that somebody else has chosen
  }
}

function normalisationOf(
  header: OnnxHeader,
  input: string,
  dtype: string,
  sides: readonly SideEvidence[],
): { normalisation: Normalisation; because: string; isSure: boolean } {
  if (dtype === 'uint8')
    return { normalisation: BYTES, because: 'It reads bytes as they are.', isSure: true };
  if (header.metadata.task !== undefined && header.metadata.imgsz !== undefined)
    return {
      normalisation: UNIT,
      because: 'Its metadata are those of Ultralytics: values from 0 to 1.',
      isSure: true,
    };
  const side = sides.find(({ mean, std }) => mean && std);
  if (side?.mean && side.std)
    return {
      normalisation: { mean: side.mean, std: side.std },
      because: `${side.file} gives mean and standard deviation.`,
      isSure: true,
    };
  const inner = innerNormalisation(header, input);
  if (inner)
    return {
      normalisation: inner,
      because: `The graph normalises by itself: it reads ${inner === BYTES ? 'bytes' : 'values from 0 to 1'}.`,
      isSure: true,
    };
  const family = familyOf(header, input);
  if (family)
    return {
      normalisation: family.normalisation,
      because: family.byNames
        ? `Its tensors are called as those of ${family.title}, whose usual mean and standard deviation are taken until pictures or you say better.`
        : `It is an export of ${family.title}, whose usual mean and standard deviation are taken.`,
      isSure: !family.byNames,
    };
  return {
    normalisation: IMAGENET,
    because:
      'Nothing says mean and standard deviation: those of ImageNet are taken until pictures or you say better.',
    isSure: false,
  };
}

function classesOf(
  { metadata }: OnnxHeader,
  sides: readonly SideEvidence[],
  channels: number | null,
): { classes: NamedClass[]; leftOut: number[]; because: string } {
  const side = sides.find(({ names }) => names);
  const named = metadata.names ? pythonNames(metadata.names) : null;
  const names = named ?? side?.names ?? null;
  if (names && (channels === null || channels === names.length))
    return {
      classes: namedClasses(names),
      leftOut: [],
      because: `${named ? 'Its metadata name' : `${side?.file} names`} the ${names.length} classes.`,
    };
  return classesByNumber(channels ?? UNKNOWN_CHANNELS);
}

/** The classes that a number of channels suggests. */
export function classesByNumber(channels: number): {
  classes: NamedClass[];
  leftOut: number[];
  because: string;
} {
  const usual = usualClasses(channels);
  if (usual)
    return {
      classes: usual.classes,
      leftOut: [...usual.leftOut],
      because: `It has ${channels} channels: ${usual.title}. No score needs the names.`,
    };
  return {
    classes: numberedClasses(channels),
    leftOut: [],
    because: `It has ${channels} ${channels === 1 ? 'channel' : 'channels'} without names, which no score needs.`,
  };
}
