export {
  type CloseFault,
  type DrainFault,
  type ErrorFault,
  type FaultLines,
  type FaultMoment,
  faults,
  type FaultTrigger,
  type Gateway,
  type GatewayRequest,
  type GoAwayFault,
  type LineControl,
  type RecognitionEngine,
  type RecognitionEvent,
  type RefuseFault,
  sttGateway,
  type StrayFault,
  type SttGatewayOptions,
  type SynthesisEngine,
  toneEars,
  toneVoice,
  ttsGateway,
  type TtsGatewayOptions,
} from '../gateway';
export { nodeSocket } from './nodeSocket';
export { serveGateway, type ServeOptions } from './serveGateway';
export { fliteVoice, type FliteVoiceName } from './flite/fliteVoice';
export { soundswallowerEars } from './soundswallower/soundswallowerEars';
export { type AudioFileWriter, rawWriter, wavWriter } from './audioFileWriter';
export { readWav } from './readWav';
export { playerSink, type PlayerOptions } from './player/playerSink';
export { type PlayerName } from './player/players';
export { wavSink, type WavSink } from './wavSink';
