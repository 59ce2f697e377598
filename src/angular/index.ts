export { type Choice, type RecognizerChoice, type SynthesizerChoice } from './choices';
export { injectSynthesizer } from './injectSynthesizer';
export { provideVoice } from './provideVoice';
export { type VoiceLine } from './VoiceLine';
export { type VoiceOptions, type VoiceSpeaker } from './VoiceOptions';
export { type SpeakingOptions, type TurnEvent, type VoiceSynthesizer } from './VoiceSynthesizer';
