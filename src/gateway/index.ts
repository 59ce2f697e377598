export { type Gateway, type GatewayRequest, type LineControl } from './Gateway';
export { type RecognitionEngine, type RecognitionEvent, type SynthesisEngine } from './engines';
export { type LineReader, lineReader } from './lineReader';
export { sttGateway, type SttGatewayOptions } from './sttGateway';
export { toneEars } from './toneEars';
export { toneVoice } from './toneVoice';
export { ttsGateway, type TtsGatewayOptions } from './ttsGateway';
export {
  type CloseFault,
  type DrainFault,
  type ErrorFault,
  type FaultLines,
  type FaultMoment,
  faults,
  type FaultTrigger,
  type GoAwayFault,
  type RefuseFault,
  type StrayFault,
} from './faults';
export {
  type ClientMessage,
  type ClosableSession,
  clientMessage,
  type Outcome,
  perform,
  type Performance,
  type Received,
  type ReceivedLine,
  type Scenario,
  type ScenarioGateway,
  type ScenarioServices,
  type ScenarioTest,
  type ScenarioWorld,
  type Stage,
  stageOf,
  watched,
  type WatchedGateway,
} from './scenario';
export {
  type AudioRef,
  type Cassette,
  type CassetteEntry,
  type CassetteMoment,
  cassetteHeader,
  decodeCassette,
  encodeEntry,
  recordCassette,
  replayCassette,
  sentAudio,
  sentText,
  tapeServices,
  type TapeService,
} from './cassette';
