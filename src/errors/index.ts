export { isVoiceError, VoiceError, type VoiceErrorCode, type VoiceErrorFacts } from './VoiceError';
export { gatewayStatus, retryableClose, retryableGatewayError, retryableStatus } from './retryable';
export { redactor } from './redact';
export { invalidOption } from './invalidOption';
