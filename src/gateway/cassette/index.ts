export { type Cassette, type CassetteEntry } from './CassetteEntry';
export { type AudioRef, cassetteHeader, decodeCassette, encodeEntry } from './cassetteCodec';
export { recordCassette } from './recordCassette';
export { replayCassette } from './replayCassette';
