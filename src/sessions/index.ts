export {
  type ConnectionStatus,
  type ExpiringToken,
  type GatewayOptions,
  type SessionOptions,
} from './SessionOptions';
export {
  type ReplayMode,
  type Synthesizer,
  type SynthesizerOptions,
  type TtsEvent,
} from './SynthesizerOptions';
export { synthesizer } from './synthesizer';
export { speak } from './speak';
export {
  type Recognizer,
  type RecognizerOptions,
  type SttEvent,
  type TranscribeOptions,
} from './RecognizerOptions';
export { recognizer } from './recognizer';
export { transcribe } from './transcribe';
export { hasWords } from './conversation/talking';
export { shortChunks } from './conversation/shortChunks';
export { backchannels } from './conversation/backchannels';
export { conversation } from './conversation/conversation';
export { type ConversationEvent, type CutShort } from './conversation/ConversationEvent';
export {
  type BargeIn,
  type ChatMessage,
  type ConversationOptions,
  type Thinking,
} from './conversation/ConversationOptions';
export { type AnswerMetrics, turnMetrics$ } from './conversation/turnMetrics';
export { sessionClosed } from './sessionClosed';
