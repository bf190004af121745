/** Colour of unknown pixels in an open map: no class of a road scene and no learnt class has it. */
export const UNKNOWN_COLOUR = '#ff2fd0';
