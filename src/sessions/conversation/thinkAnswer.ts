import { defer, finalize, type Observable, takeUntil, tap } from 'rxjs';
import { type ChatMessage, type ConversationOptions } from './ConversationOptions';
import { type AnswerInput } from './talking';

/**
 * Thinks, and tells what comes of it.
 *
 * @param gone$ - ends it: the model is let go of, and its signal aborts
 * @internal
 */
export function thinkAnswer(
  { think }: ConversationOptions,
  { turn, text, history }: { turn: string; text: string; history: readonly ChatMessage[] },
  gone$: Observable<unknown>,
  hear: (input: AnswerInput) => void,
): void {
  const control = new AbortController();
  let over = false;
  defer(() => think(text, history, { turn, signal: control.signal }))
    .pipe(
      tap({ complete: () => (over = true), error: () => (over = true) }),
      finalize(() => {
        if (!over) control.abort();
      }),
      takeUntil(gone$),
    )
    .subscribe({
      next: (token) => hear({ type: 'token', text: token }),
      complete: () => hear({ type: 'thought' }),
      error: (error: unknown) => hear({ type: 'think-failed', error }),
    });
}
