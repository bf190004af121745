/** `frame_9` before `frame_10`, whatever the language of the browser. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/** For `sort`; names that only differ in zeros before a number keep an order of their own. */
export function naturalOrder(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : Number(a > b));
}
