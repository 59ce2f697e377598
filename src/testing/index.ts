export {
  type Gateway,
  type GatewayRequest,
  type RecognitionEngine,
  sttGateway,
  type SttGatewayOptions,
  type SynthesisEngine,
  toneEars,
  toneVoice,
  ttsGateway,
  type TtsGatewayOptions,
} from '../gateway';
export { fakeSocket } from './fakeSocket';
