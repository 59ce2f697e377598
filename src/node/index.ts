export {
  type ClientMessage,
  type ClosableSession,
  type Cassette,
  type CassetteEntry,
  type CassetteMoment,
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
  type Outcome,
  type Received,
  type ReceivedLine,
  type RecognitionEngine,
  type RecognitionEvent,
  recordCassette,
  type RefuseFault,
  type Scenario,
  type ScenarioGateway,
  type ScenarioServices,
  type ScenarioTest,
  type ScenarioWorld,
  replayCassette,
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
export { onLoopback } from './onLoopback';
export { serveGateway, type ServeOptions } from './serveGateway';
export { type ProxyOptions, serveProxy } from './serveProxy';
export { type TokenCheck } from './serve/tokenCheck';
export { fliteVoice, type FliteVoiceName } from './flite/fliteVoice';
export { soundswallowerEars } from './soundswallower/soundswallowerEars';
export { type AudioFileWriter, rawWriter, wavWriter } from './audioFileWriter';
export { readWav } from './readWav';
export { cassetteFile, type CassetteFile, readCassette } from './cassetteFile';
export { playerSink, type PlayerOptions } from './player/playerSink';
export { type PlayerName } from './player/players';
export { wavSink, type WavSink } from './wavSink';
