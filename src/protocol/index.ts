export { type SpeechCommand } from './SpeechCommand';
export { type SpeechEvent, type Transcript, type Word } from './SpeechEvent';
export {
  type DecodeFailure,
  type GatewayFailure,
  type GatewayGoodbye,
  type GatewayNote,
  type TtsMessage,
} from './TtsMessage';
export { type SttMessage } from './SttMessage';
export { TtsRequest } from './TtsRequest';
export { SttRequest } from './SttRequest';
export { TtsReply } from './TtsReply';
export { SttReply } from './SttReply';
export { type Redact } from './failure';
export { decodeTts } from './decodeTts';
export { decodeStt } from './decodeStt';
export { decodeSttRequest, decodeTtsRequest } from './decodeRequest';
export { encodeSttReply, encodeSttRequest, encodeTtsReply, encodeTtsRequest } from './encode';
export { composeEndpoint, type ComposedEndpoint, type EndpointOptions } from './endpoint';
export { isModelId } from './isModelId';
