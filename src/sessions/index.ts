export { type ConnectionStatus, type GatewayOptions, type SessionOptions } from './SessionOptions';
export {
  type ReplayMode,
  type Synthesizer,
  type SynthesizerOptions,
  type TtsEvent,
} from './SynthesizerOptions';
export { synthesizer } from './synthesizer';
export { speak } from './speak';
