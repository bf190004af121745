/**
 * The record behind `held-pictures.ts`: what the present worker holds. After a restart it is empty,
 * because a new worker holds nothing.
 */

import { type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import { type LeftOut, leftOutKey } from '#src/core/ground-truth/left-out';
import type { TurnRequest } from '#src/core/ground-truth/turn-label';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Engine } from '#src/engine-client/engine';
import { promptedMethod } from '#src/methods/capabilities';
import { secondLookKey } from '#src/methods/looks';
import type { DriveInfo } from '#src/protocol/drives';
import { currentEngine } from '#src/session/current-engine';

/** A label and how it was to be read. */
export interface SentLabel {
  blob: Blob;
  reading: LabelReading;
  turn: TurnRequest;
  leftOut?: LeftOut | null;
}

interface Holding {
  label: SentLabel | null;
  /** Method ids of imported scores. */
  scores: Set<string>;
  /**
   * By model id, of a second look by `secondLookKey` of it: the settings that the page has scores of,
   * as text.
   */
  analyses: Map<string, string>;
  /**
   * The prompts that the page has masks of, as text; null after an analysis, which leaves the
   * generator's.
   */
  masks: string | null;
}

/** Least recently used first. */
const pictures = new Map<string, Holding>();
/** Shot id to the mask that it was collected with. */
const shots = new Map<string, CocoRle>();
/** Drive id to what the worker read of it. */
const drives = new Map<string, DriveInfo>();
let worker: { engine: Engine; generation: number } | null = null;

/** Every look into the record goes through here. */
function present() {
  const engine = currentEngine();
  const { generation } = engine;
  if (worker?.engine !== engine || worker.generation !== generation) {
    worker = { engine, generation };
    pictures.clear();
    shots.clear();
    drives.clear();
  }
  return { pictures, shots, drives };
}

function holdingOf(id: string): Holding | undefined {
  return present().pictures.get(id);
}

export function isHeld(id: string): boolean {
  return holdingOf(id) !== undefined;
}

/** The worker has decoded it, and holds nothing else of it. */
export function noteHeld(id: string): void {
  const held = present().pictures;
  held.delete(id);
  held.set(id, { label: null, scores: new Set(), analyses: new Map(), masks: null });
}

/** Counts as a use. */
export function noteUsed(id: string): void {
  const { pictures: held } = present();
  const holding = held.get(id);
  if (!holding) return;
  held.delete(id);
  held.set(id, holding);
}

export function forgetHeld(id: string): void {
  present().pictures.delete(id);
}

/** Pictures beyond the number that is kept, least recently used first; never one of `stay`. */
export function surplusOf(kept: number, stay: readonly (string | null)[]): string[] {
  const held = [...present().pictures.keys()];
  return held.filter((id) => !stay.includes(id)).slice(0, Math.max(0, held.length - kept));
}

export function holdsLabel(id: string, { blob, reading, turn, leftOut }: SentLabel): boolean {
  const label = holdingOf(id)?.label;
  return (
    label?.blob === blob &&
    sameReading(label.reading, reading) &&
    label.turn === turn &&
    leftOutKey(label.leftOut) === leftOutKey(leftOut)
  );
}

export function noteLabel(id: string, label: SentLabel | null): void {
  const holding = holdingOf(id);
  if (holding) holding.label = label;
}

export function holdsScore(id: string, methodId: string): boolean {
  return holdingOf(id)?.scores.has(methodId) ?? false;
}

export function noteScore(id: string, methodId: string): void {
  holdingOf(id)?.scores.add(methodId);
}

/** Whether the page has a network's scores by these settings, and the worker still does. */
export function isAnalysed(id: string, modelId: string, key: string): boolean {
  return holdingOf(id)?.analyses.get(modelId) === key;
}

/** Whether the page has the scores of any network. */
export function hasAnalysis(id: string): boolean {
  return (holdingOf(id)?.analyses.size ?? 0) > 0;
}

/** After another first look the second one is asked for again: the worker drops it with its inputs. */
export function noteAnalysis(id: string, modelId: string, key: string): void {
  const holding = holdingOf(id);
  if (!holding) return;
  holding.analyses.delete(secondLookKey(modelId));
  holding.analyses.set(modelId, key);
  if (modelId === promptedMethod.model) holding.masks = null;
}

/** A network is another one now: every picture is to be analysed with it again. */
export function forgetAnalyses(modelId: string): void {
  for (const { analyses } of present().pictures.values()) {
    analyses.delete(modelId);
    analyses.delete(secondLookKey(modelId));
  }
}

export function hasMasks(id: string, key: string): boolean {
  return holdingOf(id)?.masks === key;
}

export function noteMasks(id: string, key: string): void {
  const holding = holdingOf(id);
  if (holding) holding.masks = key;
}

export function holdsShot(id: string, mask: CocoRle): boolean {
  return present().shots.get(id) === mask;
}

export function noteShot(id: string, mask: CocoRle): void {
  present().shots.set(id, mask);
}

/** Whether it was held. */
export function forgetShot(id: string): boolean {
  return present().shots.delete(id);
}

/** Null where the worker does not have it open. */
export function openDriveOf(id: string): DriveInfo | null {
  return present().drives.get(id) ?? null;
}

export function noteDrive(info: DriveInfo): void {
  present().drives.set(info.driveId, info);
}

/** Whether it was open. */
export function forgetDrive(id: string): boolean {
  return present().drives.delete(id);
}
