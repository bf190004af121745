/** One input, made from its number, and what a reader makes of it. */
import { AnomalensError } from '#src/core/errors';
import { digest } from '#src/testing/fuzz/digest';
import { Draw, inputSeed } from '#src/testing/fuzz/draw';
import type { Changed, Reader } from '#src/testing/fuzz/reader';

export interface Trial {
  passed: boolean;
  /** What is wrong, for a developer; null for nothing. */
  fault: string | null;
  milliseconds: number;
}

/** The input of a number, always the same. */
export function inputOf(
  reader: Reader,
  seed: number,
  index: number,
): Changed & { sound: Uint8Array } {
  const draw = new Draw(inputSeed(seed, reader.name, index));
  const sound = draw.pick(reader.sound);
  return { ...reader.change(draw, sound), sound };
}

export async function tryInput(reader: Reader, seed: number, index: number): Promise<Trial> {
  const { bytes, guarded, sound } = inputOf(reader, seed, index);
  const passed = reader.passes(bytes);
  const started = performance.now();
  const fault = await faultOf(reader, bytes, guarded ? sound : null);
  return { passed, fault, milliseconds: performance.now() - started };
}

/** @param sound what the input must say, where a checksum guards it. */
async function faultOf(
  { codes, read, fault, agrees = same }: Reader,
  bytes: Uint8Array,
  sound: Uint8Array | null,
): Promise<string | null> {
  let answer: unknown;
  try {
    answer = await read(bytes);
  } catch (error) {
    return refusalFault(error, codes);
  }
  const wrong = fault?.(answer as never) ?? null;
  if (wrong !== null || !sound) return wrong;
  return agrees(answer as never, (await read(sound)) as never)
    ? null
    : 'other values in spite of a checksum';
}

const same = (answer: unknown, sound: unknown) => digest(answer) === digest(sound);

function refusalFault(error: unknown, codes: Reader['codes']): string | null {
  if (!(error instanceof AnomalensError)) return `raw error: ${String(error)}`;
  if (!codes.includes(error.code)) return `unexpected code: ${error.code}: ${error.message}`;
  if (error.message.length > 1000) return `message of ${error.message.length} characters`;
  return null;
}
