export { type Gateway, type GatewayRequest } from './Gateway';
export { type RecognitionEngine, type SynthesisEngine } from './engines';
