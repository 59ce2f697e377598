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
  sentAudio,
  sentText,
  sttGateway,
  type StrayFault,
  type SttGatewayOptions,
  type SynthesisEngine,
  toneEars,
  toneVoice,
  ttsGateway,
  type TtsGatewayOptions,
  watched,
  type WatchedGateway,
} from '../gateway';
export { audioMs } from './audioMs';
export { type ScriptValue, type ScriptValues } from './diagram';
export { ends } from './ends';
export { fakeSocket } from './fakeSocket';
export { inVirtualTime, type VirtualOutcome } from './inVirtualTime';
export { onlyVirtual } from './onlyVirtual';
export { readable } from './readable';
export { sameAudio } from './sameAudio';
export { script, type ScriptLine } from './script';
export { showAudio } from './showAudio';
export { silence } from './silence';
export { tone } from './tone';
export { type Course, virtually } from './virtually';
export { words } from './words';
export {
  type MarbleRecording,
  type MarbleRecordingOptions,
  recordMarbles,
  type RecordedStream,
} from './marbles/recordMarbles';
export {
  type Sound,
  type Stall,
  virtualSink,
  type VirtualSink,
  type VirtualSinkOptions,
} from './virtualSink';
