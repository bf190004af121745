const [INDEX_DIGITS, TIME_DIGITS, DECIMALS] = [6, 9, 3];

/**
 * What a frame is called: `<stem>_f000123_t00012.480`, so that names sort as frames follow and keep
 * their time wherever the file goes.
 * @param stem of the drive's name. @param timestamp seconds; what lies before 0 is 0.
 */
export function frameName(stem: string, index: number, timestamp: number): string {
  const frame = String(index).padStart(INDEX_DIGITS, '0');
  const time = Math.max(0, timestamp).toFixed(DECIMALS).padStart(TIME_DIGITS, '0');
  return `${stem}_f${frame}_t${time}`;
}
