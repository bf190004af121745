import type { ColourMapName } from '#src/core/types';
import { CIVIDIS, MAGMA, TURBO, VIRIDIS } from './colour-map-tables';

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

const GREY = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3));

const TABLES: Readonly<Record<ColourMapName, Uint8Array>> = {
  viridis: fromHex(VIRIDIS),
  magma: fromHex(MAGMA),
  cividis: fromHex(CIVIDIS),
  turbo: fromHex(TURBO),
  grey: GREY,
};

/**
 * `[256, 3]` RGB bytes of a colour map. turbo is not safe for colour-blind readers; viridis and
 * cividis are.
 */
export function colourMap(name: ColourMapName): Uint8Array {
  return TABLES[name];
}
