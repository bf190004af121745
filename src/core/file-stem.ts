/** A file name without its extension. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
