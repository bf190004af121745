import fc from 'fast-check';

/**
 * Every run draws the same examples, so that a spec that failed once fails again, and a mutant is
 * killed by every run or by none. A module and not a setup file, which would load fast-check into
 * each of the many spec files that do without it.
 */
fc.configureGlobal({ seed: 20260101 });

export { fc };
