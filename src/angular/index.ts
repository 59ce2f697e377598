export { provideVoice, type VoiceOptions } from './provideVoice';
