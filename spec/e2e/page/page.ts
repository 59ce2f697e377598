import * as rxjs from 'rxjs';
import * as browser from 'rxjs-voice/browser';
import * as core from 'rxjs-voice';
import { countingAudio } from './signals';
import { watchPosition } from './watchPosition';

const api = { ...rxjs, ...core, ...browser, countingAudio, watchPosition };

declare global {
  /** All that a scene in the page composes: RxJS, the built package, and what tests need beside it. */
  var voice: typeof api;
}

globalThis.voice = api;
