/**
 * A name as it is where it fits, else with its middle cut: what tells frames of one drive apart
 * stands at the end.
 * @param fits whether a text has room.
 */
export function middleCut(name: string, fits: (text: string) => boolean): string {
  if (fits(name)) return name;
  const characters = [...name];
  const cutTo = (kept: number) => {
    const head = characters.slice(0, Math.ceil(kept / 2)).join('');
    return `${head}…${characters.slice(characters.length - Math.floor(kept / 2)).join('')}`;
  };
  let [fitting, tooMany] = [2, characters.length];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(cutTo(middle))) fitting = middle;
    else tooMany = middle;
  }
  return cutTo(fitting);
}
