export { type AudioChunk, type AudioFormat, type Encoding } from './AudioFormat';
