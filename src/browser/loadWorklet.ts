import { catchError, defer, finalize, map, type Observable } from 'rxjs';
import { unavailable } from './unavailable';

/** The text of `worklet/worklet.ts`, bundled: the build puts it in. */
declare const __VOICE_WORKLET__: string;

/**
 * Loads the module of the audio thread into a context: from a URL, or inlined, from a `blob:`.
 *
 * @param doing - what an error says was being done
 * @param worklet - where `rxjs-voice/worklet.js` is served
 * @returns emits once when it is loaded, and completes; errors with `audio-unavailable`
 * @internal
 */
export const loadWorklet = (
  doing: string,
  context: AudioContext,
  worklet?: string | URL,
): Observable<AudioContext> =>
  defer(() => {
    const url = worklet === undefined ? inlinedUrl() : String(worklet);
    return defer(() => context.audioWorklet.addModule(url)).pipe(
      finalize(() => {
        if (worklet === undefined) URL.revokeObjectURL(url);
      }),
    );
  }).pipe(
    map(() => context),
    catchError((cause: unknown) => {
      throw notLoaded(doing, worklet, cause);
    }),
  );

const inlinedUrl = () =>
  URL.createObjectURL(new Blob([__VOICE_WORKLET__], { type: 'text/javascript' }));

const notLoaded = (doing: string, worklet: string | URL | undefined, cause: unknown) =>
  worklet === undefined
    ? unavailable(
        doing,
        'its audio worklet module',
        "The browser refused to load it from a blob: URL, which a content security policy does where script-src or worker-src does not list blob:. Serve the package's file rxjs-voice/worklet.js from the page's own origin, and give its URL as the option worklet.",
        cause,
      )
    : unavailable(
        doing,
        'its audio worklet module',
        `The browser could not load ${withoutQuery(worklet)}. Serve the package's file rxjs-voice/worklet.js there, as text/javascript, where the content security policy allows it.`,
        cause,
      );

/** A query may hold a secret. */
const withoutQuery = (url: string | URL) => String(url).replace(/[?#].*$/s, '');
