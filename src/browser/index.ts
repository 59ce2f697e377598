export { microphone, type MicrophoneOptions } from './microphone';
export { type MicrophoneDevice, microphones } from './microphones';
export { speaker, type Speaker, type SpeakerOptions, type SpeakerStatus } from './speaker';
