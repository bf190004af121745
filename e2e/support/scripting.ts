/** `window.anomalens` from a spec. */
import type { Page } from '@playwright/test';
import type { AnalyzeOptions, ScriptingApi } from '#src/engine-client/scripting';
import type { ScriptedAnalysis } from '#src/protocol/scores';

/** What the page opens first. */
export const FIRST_SAMPLE = 'samples/country-cow.jpg';

export interface ScoreMap {
  data: Float32Array;
  width: number;
  height: number;
}

export interface Rejection {
  code: string;
  message: string;
}

export function analyze(
  page: Page,
  image: string,
  options?: AnalyzeOptions,
): Promise<ScriptedAnalysis> {
  return page.evaluate(([url, chosen]) => window.anomalens!.analyze(url, chosen), [
    image,
    options,
  ] as const);
}

export function methodList(page: Page): Promise<ReturnType<ScriptingApi['methods']>> {
  return page.evaluate(() => window.anomalens!.methods());
}

/** The method that the first pane shows. */
export async function shownMethod(page: Page) {
  const id = await page.locator('[data-method][data-active=true]').getAttribute('data-method');
  const method = (await methodList(page)).find((candidate) => candidate.id === id);
  if (!method)
    throw new Error(`The page shows "${id}", which the scripting interface does not know`);
  return method;
}

/** Crosses over as base64: an array of a million numbers takes seconds. */
export async function scoreMap(
  page: Page,
  image: string,
  method: string,
  looks: 1 | 2 = 1,
): Promise<ScoreMap> {
  const { base64, width, height } = await page.evaluate(
    async ([url, id, often]) => {
      const score = await window.anomalens!.score(url, id, { looks: often });
      const blob = new Blob([score.data as Float32Array<ArrayBuffer>]);
      const dataUrl = await new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(blob);
      });
      return {
        base64: dataUrl.slice(dataUrl.indexOf(',') + 1),
        width: score.width,
        height: score.height,
      };
    },
    [image, method, looks] as const,
  );
  const bytes = Buffer.from(base64, 'base64');
  return {
    data: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
    width,
    height,
  };
}

/** A file's bytes as an address that `analyze` and `score` accept. */
export const dataUrl = (bytes: Buffer): string =>
  `data:application/octet-stream;base64,${bytes.toString('base64')}`;

/** Code and message of the rejection, or null if there was none. */
export function rejectionOf(
  page: Page,
  image: string,
  options?: AnalyzeOptions,
): Promise<Rejection | null> {
  return page.evaluate(
    ([url, chosen]) =>
      window.anomalens!.analyze(url, chosen).then(
        () => null,
        (error: Rejection) => ({ code: error.code, message: error.message }),
      ),
    [image, options] as const,
  );
}
