export { type Gateway, type GatewayRequest, type LineControl } from './Gateway';
export { type RecognitionEngine, type RecognitionEvent, type SynthesisEngine } from './engines';
export { type LineReader, lineReader } from './lineReader';
export { sttGateway, type SttGatewayOptions } from './sttGateway';
export { toneEars } from './toneEars';
export { toneVoice } from './toneVoice';
export { ttsGateway, type TtsGatewayOptions } from './ttsGateway';
export { type CloseFault, faults, type FaultTrigger, type RefuseFault } from './faults';
