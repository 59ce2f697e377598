export { type Choice, type RecognizerChoice, type SynthesizerChoice } from './choices';
export { injectConversation } from './injectConversation';
export { injectRecognizer } from './injectRecognizer';
export { injectSynthesizer } from './injectSynthesizer';
export { provideVoice } from './provideVoice';
export {
  type ConversationState,
  type VoiceAnswer,
  type VoiceConversation,
  type VoiceConversationOptions,
  type VoiceLevels,
} from './VoiceConversation';
export { type VoiceLine } from './VoiceLine';
export { type VoiceOptions, type VoiceSpeaker } from './VoiceOptions';
export {
  type ListeningOptions,
  type ListeningState,
  type VoiceRecognizer,
} from './VoiceRecognizer';
export { type SpeakingOptions, type TurnEvent, type VoiceSynthesizer } from './VoiceSynthesizer';
