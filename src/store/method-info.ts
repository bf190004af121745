/** One description of built-in and imported methods, for whoever only shows them. */
import type { Range } from '#src/core/types';
import { methods } from '#src/methods/registry';
import type { ImportedMethod, PictureResult, State } from '#src/store/state';
import type { MethodSettings } from '#src/workers/protocol';

export type Method = (typeof methods)[number];

export interface MethodInfo {
  id: string;
  title: string;
  /** For tables and legends. */
  shortTitle: string;
  unit: string;
  /** Bounds of the formula; infinite where it has none. */
  range: Range;
  defaultThreshold: number;
  displayRange: Range;
  blur: boolean;
  hasTemperature: boolean;
  /** The full definition; null for an imported score. */
  method: Method | null;
}

export function findMethod(id: string): Method | null {
  return methods.find((method) => method.id === id) ?? null;
}

function ofMethod(method: Method): MethodInfo {
  const { id, title, shortTitle = title, unit, range, defaultThreshold, displayRange, blur, hasTemperature } = method;
  return { id, title, shortTitle, unit, range, defaultThreshold, displayRange, blur, hasTemperature, method };
}

function ofImported({ id, title, range, defaultThreshold }: ImportedMethod): MethodInfo {
  const base = { id, title, shortTitle: title, range, defaultThreshold, displayRange: range };
  return { ...base, unit: 'imported score', blur: false, hasTemperature: false, method: null };
}

const builtIn = methods.map(ofMethod);
const importedInfos = new WeakMap<ImportedMethod, MethodInfo>();

function importedInfo(imported: ImportedMethod): MethodInfo {
  const known = importedInfos.get(imported) ?? ofImported(imported);
  importedInfos.set(imported, known);
  return known;
}

/** Stable between renders, so that it can be a selector. Falls back to the first method when the id is not there. */
export function methodInfo(id: string, result: PictureResult | null): MethodInfo {
  const imported = result?.imported.find((candidate) => candidate.id === id);
  if (imported) return importedInfo(imported);
  return builtIn.find((info) => info.id === id) ?? builtIn[0];
}

export function availableMethods(result: PictureResult | null): MethodInfo[] {
  return [...builtIn, ...(result?.imported ?? []).map(importedInfo)];
}

export function settingsOf(info: MethodInfo, temperatures: State['view']['temperatures']): MethodSettings {
  return { methodId: info.id, temperature: temperatures[info.id] ?? 1, blur: info.blur };
}

/** What every picture is analysed with: all built-in methods, since one pass over the logits gives them all. */
export function allSettings(temperatures: State['view']['temperatures']): MethodSettings[] {
  return builtIn.map((info) => settingsOf(info, temperatures));
}
