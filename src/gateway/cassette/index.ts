export { type Cassette, type CassetteEntry, type CassetteMoment } from './CassetteEntry';
export { type AudioRef, cassetteHeader, decodeCassette, encodeEntry } from './cassetteCodec';
export { recordCassette } from './recordCassette';
export { replayCassette } from './replayCassette';
export { sentAudio } from './sentAudio';
export { sentText } from './sentText';
export { tapeServices, type TapeService } from './tapeServices';
