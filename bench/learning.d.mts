import type { Browser } from 'playwright';
import type { Timing } from './app.mjs';

export function measureLearning(browser: Browser, url: string): Promise<Timing[]>;
