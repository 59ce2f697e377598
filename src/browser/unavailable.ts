import { VoiceError } from '../errors';

/**
 * Makes the error for a page or platform that lacks what audio needs.
 *
 * @param doing - what was being done, as the start of a sentence
 * @param needs - what is missing
 * @param remedy - what to do, as sentences
 * @internal
 */
export const unavailable = (
  doing: string,
  needs: string,
  remedy: string,
  cause?: unknown,
): VoiceError<'audio-unavailable'> =>
  new VoiceError(
    'audio-unavailable',
    `${doing} needs ${needs}, which is not to be had here. ${remedy}`,
    { needs },
    { retryable: false, cause },
  );

/** What to do where the platform hides its audio. @internal */
export const secureContext =
  'Browsers give it only to pages over https or from localhost, and servers have none: call it in the browser, on such a page.';
