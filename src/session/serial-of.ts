const serials = new WeakMap<object, number>();
let lastSerial = 0;

/** Tells objects apart by a number, so that a key needs not write out what they hold. */
export function serialOf(object: object): number {
  const serial = serials.get(object) ?? ++lastSerial;
  serials.set(object, serial);
  return serial;
}
