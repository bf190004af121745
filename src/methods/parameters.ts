import type { Range } from '#src/core/types';

/** A number that a person may change while looking at a score. */
export interface NumberParameter {
  id: 'temperature' | 'beta' | 'gamma' | 'passes' | 'dropRate' | 'seed' | 'boxScore' | 'boxOverlap';
  title: string;
  /**
   * `score`: of the formula. `network`: the scalar input of that name in the manifest; a change
   * runs the network again.
   */
  of: 'score' | 'network';
  default: number;
  min: number;
  max: number;
  step: number;
  /** Dragged by ratios, not by differences: each half of the slider is as many times its start. */
  isLogarithmic?: boolean;
  /** Only whole numbers, such as a count. */
  whole?: boolean;
  /** What its marked values mean, in a sentence. */
  hint?: string;
  /** It plays a part, and is shown, only while the method's choice of that id has this value. */
  onlyWith?: { id: ChoiceParameter['id']; value: number };
}

/** Other numbers than those of the first choice, in which pixels keep their order. */
export interface Rescaled {
  unit: string;
  /** Bounds of the score. */
  range: Range;
  /** Ends of the colour map. */
  displayRange: Range;
  /** A score of the first choice in these numbers, and back. */
  from: (score: number) => number;
  back: (score: number) => number;
}

/** One of a few variants of the formula; its value in settings, links and reports is a number. */
export interface ChoiceParameter {
  id: 'score' | 'statistic' | 'source' | 'looks';
  title: string;
  of: 'score';
  /**
   * Settings name it only where it differs from its default, so that they stay what they were
   * before there was this choice.
   */
  isSilent?: boolean;
  choices: readonly { value: number; title: string; rescaled?: Rescaled }[];
  default: number;
  hint?: string;
}

/** What a person may change of a method. Recorded wherever its score is. */
export type MethodParameter = NumberParameter | ChoiceParameter;

export function isChoice(parameter: MethodParameter): parameter is ChoiceParameter {
  return 'choices' in parameter;
}

/** The value that settings mean: a silent parameter that they do not name has its default. */
export function valueIn(
  values: Readonly<Record<string, number>>,
  parameter: MethodParameter,
): number | undefined {
  const isSilent = isChoice(parameter) && parameter.isSilent;
  return values[parameter.id] ?? (isSilent ? parameter.default : undefined);
}

/** In which other numbers the chosen values put a method's score; null for those of its definition. */
export function rescaledBy(
  parameters: readonly MethodParameter[],
  values: Readonly<Record<string, number>> = {},
): Rescaled | null {
  for (const parameter of parameters) {
    if (!isChoice(parameter)) continue;
    const chosen = parameter.choices.find(({ value }) => value === values[parameter.id]);
    if (chosen?.rescaled) return chosen.rescaled;
  }
  return null;
}

/** Whether a value lies within the limits of a parameter or is one of its choices. */
export function isAllowed(parameter: MethodParameter, value: number): boolean {
  if (isChoice(parameter)) return parameter.choices.some((choice) => choice.value === value);
  return (
    value >= parameter.min &&
    value <= parameter.max &&
    (!parameter.whole || Number.isInteger(value))
  );
}

/** The allowed values in words: `from 0 to 2`, `one of 0 (EDS), 1 (MMSP)`. */
export function limitsOf(parameter: MethodParameter): string {
  if (isChoice(parameter))
    return `one of ${parameter.choices.map(({ value, title }) => `${value} (${title})`).join(', ')}`;
  return `${parameter.whole ? 'a whole number ' : ''}from ${parameter.min} to ${parameter.max}`;
}

/**
 * How often the network sees the picture: at its long side, and once more at twice that. The score
 * is the mean of both maps then.
 */
export const LOOKS: ChoiceParameter = {
  id: 'looks',
  title: 'Looks',
  of: 'score',
  isSilent: true,
  choices: [
    { value: 1, title: 'One look' },
    { value: 2, title: 'Second look' },
  ],
  default: 1,
};

/** Divides the logits before the softmax. */
export const TEMPERATURE: NumberParameter = {
  id: 'temperature',
  title: 'Temperature',
  of: 'score',
  default: 1,
  min: 0.1,
  max: 100,
  step: 0.1,
};

/**
 * How much of the learned residual is added to the features: 0 is the base network, 1 is what was
 * trained.
 */
export const GAMMA: NumberParameter = {
  id: 'gamma',
  title: 'Block strength γ',
  of: 'network',
  default: 1,
  min: 0,
  max: 2,
  step: 0.05,
  hint: '0 is the base network, 1 is what was trained.',
};
