import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type Reader, textOf, utf8 } from './reader';
import { READERS } from './readers';
import { inputOf, tryInput } from './try-input';

/** A small corpus, the same in every run; `npm run fuzz` tries far more. */
const SEED = 20_260_101;
const INPUTS = 15;

describe.each(READERS.map((reader) => [reader.name, reader] as const))('%s', (_name, reader) => {
  it('reads its sound files', async () => {
    for (const sound of reader.sound) {
      expect(reader.passes(sound)).toBe(true);
      try {
        expect(reader.fault?.((await reader.read(sound)) as never) ?? null).toBeNull();
      } catch (error) {
        expect(reader.codes).toContain((error as AnomalensError).code);
      }
    }
  });

  it('refuses damage in words, or reads it', async () => {
    for (let index = 0; index < INPUTS; index++) {
      const { fault } = await tryInput(reader, SEED, index);
      expect([index, fault]).toEqual([index, null]);
    }
  });
});

describe('an input', () => {
  it('is the same whenever it is made, and another for another number or seed', () => {
    for (const reader of READERS) {
      const bytesOf = (seed: number, index: number) => textOf(inputOf(reader, seed, index).bytes);
      expect(bytesOf(1, 3)).toBe(bytesOf(1, 3));
      const others = Array.from({ length: 12 }, (_, index) => bytesOf(2, index));
      expect(new Set(others).size).toBeGreaterThan(3);
    }
  });
});

describe('what is noticed', () => {
  const reader: Reader = {
    name: 'test',
    codes: ['score-unreadable'],
    sound: [utf8('sound')],
    change: () => ({ bytes: utf8('damaged'), guarded: false }),
    read: textOf,
    passes: () => true,
  };
  const failing = (error: unknown) => ({
    ...reader,
    read: () => {
      throw error;
    },
  });
  const refusal = new AnomalensError('score-unreadable', 'It is damaged.');
  const guarded = { ...reader, change: () => ({ bytes: utf8('damaged'), guarded: true }) };

  it.each<[string, Reader, string | null]>([
    ['nothing where it is read', reader, null],
    ['nothing where it is refused', failing(refusal), null],
    [
      'a raw error',
      failing(new TypeError('x of undefined')),
      'raw error: TypeError: x of undefined',
    ],
    [
      'another code',
      { ...failing(refusal), codes: [] },
      'unexpected code: score-unreadable: It is damaged.',
    ],
    [
      'an endless message',
      failing(new AnomalensError('score-unreadable', 'x'.repeat(2000))),
      'message of 2000 characters',
    ],
    ['other values', guarded, 'other values in spite of a checksum'],
    [
      'nothing where a checksum let the sound values through',
      { ...guarded, read: () => 'sound' },
      null,
    ],
    ['an answer that cannot be', { ...reader, fault: () => 'of no size' }, 'of no size'],
  ])('%s', async (_what, tried, fault) => {
    expect((await tryInput(tried, 1, 0)).fault).toBe(fault);
  });
});
