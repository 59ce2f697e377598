export { type SpeechCommand } from './SpeechCommand';
export { type SpeechEvent, type Transcript, type Word } from './SpeechEvent';
export {
  type DecodeFailure,
  type GatewayFailure,
  type GatewayNote,
  type TtsMessage,
} from './TtsMessage';
export { type SttMessage } from './SttMessage';
export { type SttRequest, type TtsRequest } from './requests';
