import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelEntry } from './manifest';
import type { Session, SessionRequest } from './session';
import { SessionPool, type SessionSource } from './session-pool';

const log = vi.hoisted(() => [] as string[]);

vi.mock('./session', () => ({
  createSession: async ({ entry, input }: SessionRequest): Promise<Session> => {
    const name = `${entry.id} ${input.width}x${input.height}`;
    log.push(`create ${name}`);
    return {
      run: async () => ({}),
      release: async () => {
        log.push(`release ${name}`);
      },
    };
  },
}));

afterEach(() => {
  log.length = 0;
});

const source = (id: string): SessionSource => ({ entry: { id } as ModelEntry, bytes: new Uint8Array(1) });
const LARGE = { width: 768, height: 448 };
const SMALL = { width: 96, height: 64 };
const nothing = async () => undefined;

describe('the pool of sessions', () => {
  it('keeps two for all networks, the least recently used goes', async () => {
    const pool = new SessionPool('wasm', null);
    for (const id of ['a', 'b', 'a', 'c']) await pool.use(source(id), LARGE, nothing);
    expect(log).toEqual(['create a 768x448', 'create b 768x448', 'release b 768x448', 'create c 768x448']);
    expect(['a', 'b', 'c'].map((id) => pool.has(id))).toEqual([true, false, true]);
  });

  it('has one per input size on WebGPU, and one for all sizes on WebAssembly', async () => {
    for (const path of ['webgpu', 'wasm'] as const) {
      const pool = new SessionPool(path, null);
      await pool.use(source('a'), LARGE, nothing);
      await pool.use(source('a'), SMALL, nothing);
      await pool.forgetSize(source('a'), SMALL);
    }
    expect(log).toEqual(['create a 768x448', 'create a 96x64', 'release a 96x64', 'create a 768x448']);
  });

  it('ends no session that is in use', async () => {
    const pool = new SessionPool('wasm', null);
    const users = ['a', 'b', 'c'].map((id) =>
      pool.use(source(id), LARGE, async () => {
        log.push(`begin ${id}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.push(`end ${id}`);
      }),
    );
    await Promise.all(users);
    expect(log.indexOf('release a 768x448')).toBeGreaterThan(log.indexOf('end a'));
    expect(log.filter((line) => /^(begin|end)/.test(line))).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  });

  it('goes on after work that failed, and drops work that was cancelled before its turn', async () => {
    const pool = new SessionPool('wasm', null);
    const failing = pool.use(source('a'), LARGE, async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    await expect(pool.use(source('b'), LARGE, nothing, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(await pool.use(source('a'), LARGE, async () => 'fine')).toBe('fine');
    expect(log).toEqual(['create a 768x448']);
  });

  it('frees all sessions of a network', async () => {
    const pool = new SessionPool('webgpu', null);
    await pool.use(source('a'), LARGE, nothing);
    await pool.use(source('a'), SMALL, nothing);
    await pool.forgetModel('a');
    expect(pool.has('a')).toBe(false);
  });
});
