import { forgetAll } from '#src/session/storage/kept-here';

/** The page is loaded anew then: what it still knows would be kept again. */
export async function forgetEverything(): Promise<void> {
  await forgetAll();
  location.reload();
}
