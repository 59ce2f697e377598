import { type FlushPolicy } from 'rxjs-voice';

/** How answers are handed to the voice at this desk. */
export const flushing = { sentences: 1, quiet: 400 } satisfies FlushPolicy;
