import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import { dropCard, keepCard, keptCard } from './kept-cards';

const stored = new Map<string, string>();
let isFull = false;
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => {
    if (isFull) throw new DOMException('full', 'QuotaExceededError');
    stored.set(key, value);
  },
});

const network = (bytes: string) => ({ path: 'net.onnx', file: new File([bytes], 'net.onnx') });
const cardOf = (bytes: string, beside: string[] = []) =>
  keptCard({
    network: network(bytes),
    beside: beside.map((path) => ({ path, file: new File([], path) })),
  });
const digest = (bytes: string) => createHash('sha256').update(bytes).digest('hex');
const keep = (bytes: string, title = 'mine') =>
  keepCard(digest(bytes), bytes.length, { ...PLAIN_CARD, title });

beforeEach(() => {
  stored.clear();
  isFull = false;
});

describe('a card', () => {
  it('is found again by what the file of its network holds, whatever that is called', async () => {
    expect(keep('weights')).toBe(true);
    expect(await cardOf('weights')).toEqual({ ...PLAIN_CARD, title: 'mine' });
    expect(await cardOf('weightz')).toBeNull();
  });

  it('is not looked for in files of another size, which need not be hashed', async () => {
    keep('weights');
    const digesting = vi.spyOn(crypto.subtle, 'digest');
    expect(await cardOf('other weights')).toBeNull();
    expect(digesting).not.toHaveBeenCalled();
    await cardOf('weightz');
    expect(digesting).toHaveBeenCalledOnce();
    digesting.mockRestore();
  });

  it('gives way to one that lies beside the network', async () => {
    keep('weights');
    expect(await cardOf('weights', ['config.json'])).not.toBeNull();
    expect(await cardOf('weights', ['net/anomalens.json'])).toBeNull();
  });

  it('takes the place of the one before, and is gone when it is dropped', async () => {
    keep('weights');
    keep('others');
    keep('weights', 'again');
    expect((await cardOf('weights'))?.title).toBe('again');
    dropCard(digest('weights'));
    expect(await cardOf('weights')).toBeNull();
    expect(await cardOf('others')).not.toBeNull();
  });

  it('is one of fifty: the oldest goes', async () => {
    for (let n = 10; n < 61; n++) keep(`weights ${n}`);
    expect(await cardOf('weights 10')).toBeNull();
    expect(await cardOf('weights 11')).not.toBeNull();
    expect(await cardOf('weights 60')).not.toBeNull();
  });

  it('of another version is passed over, and so is what is none', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    keepCard(digest('weights'), 7, { ...PLAIN_CARD, anomalens: 2 } as never);
    expect(await cardOf('weights')).toBeNull();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
    for (const text of ['{', '{}', '[1, {"sha256": 3}]', 'null']) {
      stored.set('anomalens.cards', text);
      expect(await cardOf('weights')).toBeNull();
    }
  });

  it('is not kept where the browser keeps nothing', () => {
    isFull = true;
    expect(keep('weights')).toBe(false);
  });
});
