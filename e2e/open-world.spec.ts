import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { components } from '#src/gpu/ops/components/cpu';
