import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NetworkEntry, PromptModelEntry } from './manifest';
import { networkPool, promptPool } from './pools';
import type { Session, SessionRequest } from './session';
import type { SessionSource } from './session-pool';
import type { TensorSession, TensorSessionRequest } from './tensor-session';

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

vi.mock('./tensor-session', () => ({
  createTensorSession: async ({
    entry,
    frame,
    device,
  }: TensorSessionRequest): Promise<TensorSession> => {
    const name = `${entry.id} ${frame.width}x${frame.height}${device ? ' on the device' : ''}`;
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

const bytes = new Uint8Array(1);
const source = (id: string): SessionSource<NetworkEntry> => ({
  entry: { id } as NetworkEntry,
  bytes,
});
const promptSource = (kind: PromptModelEntry['kind']): SessionSource<PromptModelEntry> => ({
  entry: { id: kind, kind } as PromptModelEntry,
  bytes,
});
const LARGE = { width: 768, height: 448 };
const SMALL = { width: 96, height: 64 };
const nothing = async () => undefined;

describe('the pool of sessions', () => {
  it('keeps five, a trunk and the heads of four panes, and the least recently used goes', async () => {
    const pool = networkPool('wasm', null);
    const ids = ['trunk', 'a', 'b', 'c', 'd'];
    for (const id of [...ids, 'trunk', 'e']) await pool.use(source(id), LARGE, nothing);
    expect(log).toEqual([
      ...ids.map((id) => `create ${id} 768x448`),
      'release a 768x448',
      'create e 768x448',
    ]);
    expect(['trunk', 'a', 'b'].map((id) => pool.has(id))).toEqual([true, false, true]);
  });

  it('has one per input size on WebGPU, and one for all sizes on WebAssembly', async () => {
    for (const path of ['webgpu', 'wasm'] as const) {
      const pool = networkPool(path, null);
      await pool.use(source('a'), LARGE, nothing);
      await pool.use(source('a'), SMALL, nothing);
      await pool.forgetSize(source('a'), SMALL);
    }
    expect(log).toEqual([
      'create a 768x448',
      'create a 96x64',
      'release a 96x64',
      'create a 768x448',
    ]);
  });

  it('ends no session that is in use', async () => {
    const pool = networkPool('wasm', null);
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const users = ids.map((id) =>
      pool.use(source(id), LARGE, async () => {
        log.push(`begin ${id}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.push(`end ${id}`);
      }),
    );
    await Promise.all(users);
    expect(log.indexOf('release a 768x448')).toBeGreaterThan(log.indexOf('end a'));
    expect(log.filter((line) => /^(begin|end)/.test(line))).toEqual(
      ids.flatMap((id) => [`begin ${id}`, `end ${id}`]),
    );
  });

  it('goes on after work that failed, and drops work that was cancelled before its turn', async () => {
    const pool = networkPool('wasm', null);
    const failing = pool.use(source('a'), LARGE, async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    await expect(pool.use(source('b'), LARGE, nothing, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await pool.use(source('a'), LARGE, async () => 'fine')).toBe('fine');
    expect(log).toEqual(['create a 768x448']);
  });

  it('frees all sessions of a network', async () => {
    const pool = networkPool('webgpu', null);
    await pool.use(source('a'), LARGE, nothing);
    await pool.use(source('a'), SMALL, nothing);
    await pool.forgetModel('a');
    expect(pool.has('a')).toBe(false);
  });
});

describe('the pool of a promptable segmenter', () => {
  const KINDS = ['prompt-generator', 'mask-encoder', 'mask-decoder'] as const;

  it('keeps one of each kind beside the networks of the panes', async () => {
    const [networks, prompting] = [networkPool('wasm', null), promptPool('wasm', null)];
    for (let picture = 0; picture < 2; picture++) {
      for (const id of ['a', 'b']) await networks.use(source(id), LARGE, nothing);
      for (const kind of KINDS) await prompting.use(promptSource(kind), LARGE, nothing);
    }
    expect(log).toEqual(['a', 'b', ...KINDS].map((id) => `create ${id} 768x448`));
  });

  it('has the encoder alone on the device, once per frame', async () => {
    const pool = promptPool('webgpu', {} as GPUDevice);
    for (const size of [LARGE, SMALL])
      for (const kind of ['mask-encoder', 'mask-decoder'] as const)
        await pool.use(promptSource(kind), size, nothing);
    expect(log).toEqual([
      'create mask-encoder 768x448 on the device',
      'create mask-decoder 768x448',
      'create mask-encoder 96x64 on the device',
    ]);
  });
});
