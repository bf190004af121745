/** One description of built-in and imported methods, for whoever only shows them. */
import type { Range } from '#src/core/types';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { sameVocabulary } from '#src/core/words/edit-vocabulary';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { answersToWords } from '#src/methods/capabilities';
import type { Method } from '#src/methods/define-method';
import { firstLookOf } from '#src/methods/looks';
import { type MethodParameter, type Rescaled, rescaledBy } from '#src/methods/parameters';
import { methods, modelOf, registeredMethods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { ImportedMethod, PictureResult } from '#src/store/results-slice';
import type { ViewSlice } from '#src/store/state';

export interface MethodInfo {
  id: string;
  title: string;
  /** For tables and legends. */
  shortTitle: string;
  unit: string;
  /** Bounds of the formula; infinite where it has none. */
  range: Range;
  defaultThreshold: number;
  presets: Method['presets'];
  displayRange: Range;
  blur: boolean;
  parameters: readonly MethodParameter[];
  /** Ends of the colour map of the residual norm; null for methods without that layer. */
  residualNorm: Range | null;
  /** The network that gives it its classes, and its score unless it is imported. */
  modelId: string;
  /** The full definition; null for an imported score. */
  method: Method | null;
  /** Null for a method of the page. */
  imported: ImportedMethod | null;
}

function ofMethod(method: Method): MethodInfo {
  const {
    id,
    title,
    shortTitle = title,
    unit,
    range,
    defaultThreshold,
    presets,
    displayRange,
    blur,
    parameters,
    model,
  } = method;
  const residualNorm = method.residualNorm?.displayRange ?? null;
  const scale = { unit, range, defaultThreshold, presets, displayRange, residualNorm };
  return {
    id,
    title,
    shortTitle,
    ...scale,
    blur,
    parameters,
    modelId: model,
    method,
    imported: null,
  };
}

function ofImported(imported: ImportedMethod): MethodInfo {
  const { id, title, unit, shown } = imported;
  const { range, defaultThreshold } = shown;
  const base = {
    id,
    title,
    shortTitle: title,
    range,
    defaultThreshold,
    displayRange: range,
    modelId: modelOf(id),
    imported,
  };
  return {
    ...base,
    unit: unit ?? 'imported score',
    presets: [],
    blur: false,
    parameters: [],
    residualNorm: null,
    method: null,
  };
}

const methodInfos = new WeakMap<Method, MethodInfo>();

/** The methods of the page, and those of a person's own networks. */
function definedMethods(): MethodInfo[] {
  return [...methods, ...registeredMethods()].map((method) => {
    const known = methodInfos.get(method) ?? ofMethod(method);
    methodInfos.set(method, known);
    return known;
  });
}

const importedInfos = new WeakMap<ImportedMethod, MethodInfo>();

function importedInfo(imported: ImportedMethod): MethodInfo {
  const known = importedInfos.get(imported) ?? ofImported(imported);
  importedInfos.set(imported, known);
  return known;
}

const rescaledInfos = new WeakMap<MethodInfo, Map<Rescaled, MethodInfo>>();

/** A method in the numbers that the chosen values put its score in. */
export function inChosenScale(info: MethodInfo, parameters: ViewSlice['parameters']): MethodInfo {
  const rescaled = rescaledBy(info.parameters, parameters[info.id]);
  if (!rescaled) return info;
  const { unit, range, displayRange, from } = rescaled;
  const known = rescaledInfos.get(info) ?? new Map<Rescaled, MethodInfo>();
  rescaledInfos.set(info, known);
  const made = known.get(rescaled) ?? {
    ...info,
    unit,
    range,
    displayRange,
    defaultThreshold: from(info.defaultThreshold),
    presets: info.presets.map((preset) => ({ ...preset, threshold: from(preset.threshold) })),
  };
  known.set(rescaled, made);
  return made;
}

/**
 * Stable between renders, so that it can be a selector. Falls back to the first method when the id
 * is not there. Its numbers are those of its definition: `inChosenScale`.
 */
export function methodInfo(id: string, result: PictureResult | null): MethodInfo {
  const imported = result?.imported.find((candidate) => candidate.id === id);
  if (imported) return importedInfo(imported);
  const defined = definedMethods();
  return defined.find((info) => info.id === id) ?? (defined[0] as MethodInfo);
}

export function availableMethods(result: PictureResult | null): MethodInfo[] {
  return [...definedMethods(), ...(result?.imported ?? []).map(importedInfo)];
}

/** What a person has chosen of all methods. */
export type Choices = Pick<ViewSlice, 'parameters' | 'words'> & Partial<Pick<ViewSlice, 'encoder'>>;

/** The words of the view, and by what those outside the dictionary are read. */
export function askedWords({ words, encoder }: Pick<Choices, 'words' | 'encoder'>): Vocabulary {
  return encoder ? { ...words, encoder } : words;
}

/** Words are part of the settings of a method that answers to them, unless they are the usual ones. */
export function settingsOf(info: MethodInfo, choices: Choices): MethodSettings {
  const { parameters, words } = choices;
  const settings = settingsFor(info, parameters[info.id]);
  if (info.imported?.isInverted) return { ...settings, parameters: { inverted: 1 } };
  const isUsual = !answersToWords(info.id) || sameVocabulary(words, DEFAULT_VOCABULARY);
  return isUsual ? settings : { ...settings, words: askedWords(choices) };
}

/**
 * What a picture is analysed with once one network is needed: all its methods, since one pass over
 * the logits gives them all, and those computed on demand that a pane shows. What no pane shows is
 * looked at once.
 */
export function settingsOfModel(
  modelId: string,
  shown: readonly string[],
  choices: Choices,
): MethodSettings[] {
  const isWanted = ({ id, method }: MethodInfo) => !method?.onDemand || shown.includes(id);
  return definedMethods()
    .filter((info) => info.modelId === modelId && isWanted(info))
    .map((info) => {
      const settings = settingsOf(info, choices);
      return shown.includes(info.id) ? settings : firstLookOf(settings);
    });
}

/** A method, and what a picture's score by it was computed with. */
export interface ScoredMethod {
  info: MethodInfo;
  settings: MethodSettings;
}

/**
 * The methods that have a score of a picture by the present settings, imported ones included; by the
 * first look where the second has not been taken.
 */
export function scoredMethods(result: PictureResult | null, choices: Choices): ScoredMethod[] {
  return availableMethods(result).flatMap((info) => {
    const wanted = settingsOf(info, choices);
    const known = JSON.stringify(result?.scores[info.id]?.settings);
    const settings = [wanted, firstLookOf(wanted)].find(
      (candidate) => JSON.stringify(candidate) === known,
    );
    return settings ? [{ info, settings }] : [];
  });
}
