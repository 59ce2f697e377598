export { microphone } from './microphone';
export { type MicrophoneOptions } from './MicrophoneOptions';
export { type MicrophoneDevice, microphones } from './microphones';
export { speaker } from './speaker';
export { type Speaker, type SpeakerOptions, type SpeakerStatus } from './SpeakerOptions';
