/**
 * Colour of unknown pixels in an open map: white, which no class has. The magenta of the mask is
 * too near to that of the sidewalk.
 */
export const UNKNOWN_COLOUR = '#ffffff';
