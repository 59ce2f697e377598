export {
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
  type RecognitionEngine,
  type RecognitionEvent,
  recordCassette,
  type RefuseFault,
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
} from '../gateway';
export { fakeSocket } from './fakeSocket';
export {
  type MarbleRecording,
  type MarbleRecordingOptions,
  recordMarbles,
  type RecordedStream,
} from './marbles/recordMarbles';
export { readable } from './readable';
export { showAudio } from './showAudio';
export {
  type Sound,
  type Stall,
  virtualSink,
  type VirtualSink,
  type VirtualSinkOptions,
} from './virtualSink';
