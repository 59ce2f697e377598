export { assertFormat } from './assertFormat';
export { type AudioBuffering, bufferAudio } from './bufferAudio';
export { finals } from './finals';
export { flushEvery, type FlushPolicy, type SegmentPolicy } from './flushEvery';
export { frameAudio, type Framing } from './frameAudio';
export { type Interruption, interruptOn } from './interruptOn';
export { type Handlers, operate } from './operate';
export { paceAudio } from './paceAudio';
export { partials } from './partials';
