/** The module of the audio thread: what plays, and what records. */
import { microphoneProcessor, speakerProcessor } from './messages';
import { MicrophoneProcessor } from './microphoneProcessor';
import { SpeakerProcessor } from './speakerProcessor';

registerProcessor(speakerProcessor, SpeakerProcessor);
registerProcessor(microphoneProcessor, MicrophoneProcessor);
