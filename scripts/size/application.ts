// What an application that speaks and listens in a browser takes of the package.
export { recognizer, synthesizer } from 'rxjs-voice';
export { microphone, speaker } from 'rxjs-voice/browser';
