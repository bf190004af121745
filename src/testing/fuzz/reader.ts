/** What is known of a reader of outside bytes, so that inputs can be made for it and judged. */
import type { ErrorCode } from '#src/core/errors';
import type { Draw } from '#src/testing/fuzz/draw';

export interface Changed {
  bytes: Uint8Array;
  /**
   * No checksum was made to fit the change: the reader refuses it, or gives what the sound file
   * gives.
   */
  guarded: boolean;
}

export interface Reader {
  name: string;
  /** Codes of the errors that it may throw; none for a reader that takes everything. */
  codes: readonly ErrorCode[];
  /** Sound files. */
  sound: readonly Uint8Array[];
  change: (draw: Draw, sound: Uint8Array) => Changed;
  read: (bytes: Uint8Array) => unknown;
  /** Whether an input gets past the first look at it. */
  passes: (bytes: Uint8Array) => boolean;
  /** What is wrong with an answer, whatever the input was; null for nothing. */
  fault?: (answer: never) => string | null;
  /** Whether an answer says nothing that the sound file's does not say. */
  agrees?: (answer: never, sound: never) => boolean;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Whether a function returns for it. */
export function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
