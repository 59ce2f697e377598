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
export { decodeBase64, encodeBase64 } from './base64';
export { failureOf, type Redact } from './failure';
export { message, record } from './record';
export { tagged } from './tagged';
export { decodeTts } from './decodeTts';
export { decodeStt } from './decodeStt';
export { decodeSttRequest, decodeTtsRequest } from './decodeRequest';
export { encodeSttReply, encodeSttRequest, encodeTtsReply, encodeTtsRequest } from './encode';
export { composeEndpoint, type ComposedEndpoint, type EndpointOptions } from './endpoint';
export { isModelId } from './isModelId';
