import * as rxjs from 'rxjs';
import * as browser from 'rxjs-voice/browser';
import * as core from 'rxjs-voice';

const api = { ...rxjs, ...core, ...browser };

declare global {
  /** All that a scene in the page composes: RxJS and the built package. */
  var voice: typeof api;
}

globalThis.voice = api;
