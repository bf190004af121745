import { expect, it } from 'vitest';
import { trackColour } from '#src/core/drives/track-colour';

it('tracks have colours that twelve of them tell apart', () => {
  const channels = (colour: string) =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const colours = Array.from({ length: 12 }, (_, id) => channels(trackColour(id + 1)));
  for (const [place, a] of colours.entries())
    for (const b of colours.slice(place + 1))
      expect(
        Math.hypot(...a.map((value, channel) => value - (b[channel] as number))),
      ).toBeGreaterThan(25);
  // None is as dark as the road, nor as light as the sky.
  for (const own of colours) expect(Math.max(...own)).toBeGreaterThan(200);
});
