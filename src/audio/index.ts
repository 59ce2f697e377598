export { type AudioConverter, audioConverter, requireRate, samplesOf } from './audioConverter';
export { type AudioChunk, type AudioFormat, type Encoding } from './AudioFormat';
export { decodeWav } from './decodeWav';
export { describeFormat } from './describeFormat';
export { durationOf } from './durationOf';
export { encodeWav } from './encodeWav';
export { energyDetector, type VoiceDetector } from './energyDetector';
export { fadeOut } from './fadeOut';
export { formatMismatch } from './formatMismatch';
export { alawToLinear16, linear16ToAlaw, linear16ToMulaw, mulawToLinear16 } from './g711';
export { float32ToLinear16, int16ToLinear16, linear16ToFloat32, linear16ToInt16 } from './linear16';
export { playClock, type PlayClock, type PlayTiming, type SoundedRun } from './playClock';
export { type Resampler, resampler } from './resampler';
export { sameFormat } from './sameFormat';
export {
  bytesPerFrame,
  framesIn,
  framesOf,
  isSampleEncoding,
  type SampleEncoding,
} from './sampleFrames';
export { silence } from './silence';
export { speechTime } from './speechTime';
export { wavHeader } from './wavHeader';
export { wholeFrames } from './wholeFrames';
