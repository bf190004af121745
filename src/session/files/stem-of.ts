export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
