export {
  type CloseFault,
  faults,
  type FaultTrigger,
  type Gateway,
  type GatewayRequest,
  type LineControl,
  type RecognitionEngine,
  type RecognitionEvent,
  type RefuseFault,
  sttGateway,
  type SttGatewayOptions,
  type SynthesisEngine,
  toneEars,
  toneVoice,
  ttsGateway,
  type TtsGatewayOptions,
} from '../gateway';
export { fakeSocket } from './fakeSocket';
