export { isVoiceError, VoiceError, type VoiceErrorCode, type VoiceErrorFacts } from './errors';
export { type AudioChunk, type AudioFormat, type Encoding } from './audio';
export {
  type Connection,
  type Endpoint,
  type Frame,
  type SocketFactory,
  type WebSocketLike,
} from './connection';
export { type SpeechCommand, type SpeechEvent, type Transcript, type Word } from './protocol';
export {
  type ConnectionStatus,
  type GatewayOptions,
  type Recognizer,
  recognizer,
  type RecognizerOptions,
  type ReplayMode,
  type SessionOptions,
  speak,
  type SttEvent,
  type Synthesizer,
  synthesizer,
  type SynthesizerOptions,
  transcribe,
  type TranscribeOptions,
  type TtsEvent,
} from './sessions';
