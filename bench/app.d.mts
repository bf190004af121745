import type { Browser } from 'playwright';

export interface Timing {
  name: string;
  milliseconds: number;
  /** What a user should at most wait, in milliseconds. */
  target: number;
}

export function measureApp(
  browser: Browser,
  url: string,
): Promise<{ rows: Timing[]; files: { total: number; list: [name: string, bytes: number][] } }>;
