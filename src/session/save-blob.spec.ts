import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveBlob } from './save-blob';

const link = { href: '', download: '', click: vi.fn() };
const revoke = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { createElement: (tag: string) => (tag === 'a' ? link : null) });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1');
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(revoke);
  link.click.mockReset();
  revoke.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('offers a blob by its name, and lets go of it when the browser has taken it', () => {
  const blob = new Blob(['a']);
  saveBlob(blob, 'a.png');
  expect(URL.createObjectURL).toHaveBeenCalledWith(blob);
  expect(link).toMatchObject({ href: 'blob:1', download: 'a.png' });
  expect(link.click).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(9_999);
  expect(revoke).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(revoke).toHaveBeenCalledWith('blob:1');
});

it.each([
  ['a/b\\c:d*e?f"g<h>i|j.png', 'a_b_c_d_e_f_g_h_i_j.png'],
  ['a\u0000b\n.png', 'a_b_.png'],
  ['photo\u202egnp.exe', 'photo_gnp.exe'],
  [`${'x'.repeat(200)}.png`, `${'x'.repeat(116)}.png`],
])('writes %j as %j', (name, safe) => {
  saveBlob(new Blob([]), name);
  expect(link.download).toBe(safe);
});
