import { type VoiceError } from '../errors';
import { type Caption, captionStep } from '../operators';
import { type SpeechEvent } from '../protocol';
import { type ListeningState } from './VoiceRecognizer';

/**
 * What the view of a recognizer shows, but for its level.
 *
 * @internal
 */
export interface ListenView {
  readonly state: ListeningState;
  readonly listening: boolean;
  readonly captions: Caption;
  readonly error: VoiceError | undefined;
}

/** @internal */
export const noCaption: Caption = { committed: '', tentative: '', finals: [] };

/** @internal */
export const notListening: ListenView = {
  state: 'off',
  listening: false,
  captions: noCaption,
  error: undefined,
};

/**
 * What can happen to a recognizer.
 *
 * @internal
 */
export type ListenInput =
  /** `audio`: a chunk is here. `deaf`: there will be none any more. `over`: nor words. */
  | { readonly type: 'started' | 'audio' | 'deaf' | 'over' }
  | { readonly type: 'speech'; readonly event: SpeechEvent }
  | { readonly type: 'failed'; readonly error: VoiceError };

/**
 * What is shown after one more thing. Pure; the same state where nothing of it changed.
 *
 * @internal
 */
export function listenStep<S extends ListenView>(view: S, input: ListenInput): S {
  const { state } = view;
  switch (input.type) {
    case 'started':
      return { ...view, ...notListening, state: 'starting', listening: true };
    case 'audio':
      return state === 'starting' ? { ...view, state: 'listening' } : view;
    case 'deaf':
      return state === 'off' ? view : { ...view, state: 'finishing', listening: false };
    case 'over':
      return { ...view, state: 'off', listening: false };
    case 'speech': {
      const captions = captionStep(view.captions, input.event);
      return captions === view.captions ? view : { ...view, captions };
    }
    case 'failed':
      return { ...view, state: 'off', listening: false, error: input.error };
  }
}
