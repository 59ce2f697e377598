export { isVoiceError, VoiceError, type VoiceErrorCode, type VoiceErrorFacts } from './VoiceError';
export {
  gatewayStatus,
  gatewayVerdict,
  platformVerdict,
  retryableClose,
  retryableGatewayError,
  retryableStatus,
} from './retryable';
export { restAsked, wantsSlower } from './slower';
export { redactor } from './redact';
export { invalidOption } from './invalidOption';
