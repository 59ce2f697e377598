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
export { nodeSocket } from './nodeSocket';
export { fliteVoice, type FliteVoiceName } from './flite/fliteVoice';
export { soundswallowerEars } from './soundswallower/soundswallowerEars';
